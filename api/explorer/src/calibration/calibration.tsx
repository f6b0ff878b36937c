/** What a run had learnt: the weights by kind and size, against the run before it. */

import type { Page } from "../api/page.ts";
import { Problem } from "../api/problem.ts";
import { getRun, listRuns } from "../api/read.ts";
import type { RunSummary } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import { changeQuery } from "../app/navigation.ts";
import { count } from "../parts/numbers.ts";
import { Panel, WhenThere } from "../parts/panel.tsx";
import { Title } from "../parts/title.tsx";
import { href } from "../route.ts";
import { ChangedWeights } from "./changed-weights.tsx";
import { Population } from "./population.tsx";
import { type Calibration as Learnt, readCalibration } from "./read-calibration.ts";
import { runBefore } from "./run-before.ts";
import { Weights } from "./weights.tsx";

/** Runs to choose from. */
const RUNS = 100;
/** Runs on a page where one is looked for behind these: as many as the API gives. */
const MOST = 1000;

export function Calibration({ query }: { query: URLSearchParams }) {
  const latest = useAnswer("runs to choose from", (signal) => listRuns(RUNS, null, signal));
  return (
    <div class="view">
      <Title name="Calibration" />
      <p class="quiet-text">
        Weights are learnt, not set: of two accounts that share an identifier, how often does an independent kind agree?
        What is learnt once is held on to by later runs that are told to.
      </p>
      <WhenThere answer={latest} empty={({ items }) => items.length === 0 && "No run has learnt anything yet."}>
        {(runs) => <OfRun latest={runs} run={query.get("run") || (runs.items[0]?.run_id ?? "")} />}
      </WhenThere>
    </div>
  );
}

interface Both {
  now: Learnt;
  /** The run before; null where there is none. */
  earlier: string | null;
  /** What that had learnt; null where the page cannot read it. */
  before: Learnt | null;
}

function OfRun({ latest, run }: { latest: Page<RunSummary>; run: string }) {
  const answer = useAnswer(`calibration ${run}`, (signal) => learntByBoth(run, latest, signal));
  const note = answer.state === "there" ? against(answer.value) : undefined;
  const cypher = { name: "get_run", params: { run } };
  return (
    <>
      <RunChoice runs={latest.items} run={run} />
      <Panel
        title="Certainty by number of users, as it was learnt"
        note={note}
        answer={answer}
        reserve={40}
        cypher={cypher}
      >
        {({ now, before }) => <Weights now={now} before={before} />}
      </Panel>
      <Panel
        title="What changed against the run before"
        note={note}
        answer={answer}
        reserve={4}
        cypher={cypher}
        empty={(both) => both.before === null && "There is nothing to compare with."}
      >
        {({ now, before }) => before !== null && <ChangedWeights now={now} before={before} />}
      </Panel>
      <Panel
        title="What is usual"
        answer={answer}
        reserve={16}
        cypher={cypher}
        note={answer.state === "there" && `learnt from ${count(answer.value.now.accounts)} accounts`}
      >
        {({ now }) => <Population calibration={now} />}
      </Panel>
    </>
  );
}

function against({ earlier, before }: Both): string {
  if (earlier === null) return "there is no earlier run to compare with";
  return before === null ? `${earlier} before it left no calibration that the page can read` : `against ${earlier}`;
}

/** A run that was asked for may be older than those to choose from. */
function RunChoice({ runs, run }: { runs: readonly RunSummary[]; run: string }) {
  const ids = [...new Set([...runs.map((one) => one.run_id), run])];
  return (
    <p class="fields">
      <label>
        Run
        <select value={run} onChange={(event) => changeQuery({ run: event.currentTarget.value })}>
          {ids.map((id) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <a class="button" href={href("run", run)}>
        About this run
      </a>
    </p>
  );
}

/** The run itself first: one that does not exist is not worth a look through all others. */
async function learntByBoth(run: string, latest: Page<RunSummary>, signal: AbortSignal): Promise<Both> {
  const now = await learntBy(run, signal);
  if (now === null) throw new Problem(0, { title: "This run left no calibration that the page can read" });
  const earlier = await runBefore(run, latest, (cursor) => listRuns(MOST, cursor, signal));
  return { now, earlier, before: earlier === null ? null : await learntBy(earlier, signal) };
}

async function learntBy(run: string, signal: AbortSignal): Promise<Learnt | null> {
  return readCalibration((await getRun(run, signal)).calibration);
}
