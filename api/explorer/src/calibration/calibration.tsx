/** What a run had learnt: the weights by kind and size, against the run before it. */

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
import { Weights } from "./weights.tsx";

const RUNS = 100;

export function Calibration({ query }: { query: URLSearchParams }) {
  const runs = useAnswer("runs to choose from", (signal) => listRuns(RUNS, signal));
  return (
    <div class="view">
      <Title name="Calibration" />
      <p class="quiet-text">
        Weights are learnt, not set: of two accounts that share an identifier, how often does an independent kind agree?
        What is learnt once is held on to by later runs that are told to.
      </p>
      <WhenThere answer={runs} empty={(list) => list.length === 0 && "No run has learnt anything yet."}>
        {(list) => <OfRun runs={list} asked={query.get("run")} />}
      </WhenThere>
    </div>
  );
}

interface Both {
  now: Learnt;
  before: Learnt | null;
}

function OfRun({ runs, asked }: { runs: readonly RunSummary[]; asked: string | null }) {
  const place = Math.max(
    runs.findIndex((run) => run.run_id === asked),
    0,
  );
  const run = runs[place]?.run_id ?? "";
  const earlier = runs[place + 1]?.run_id ?? null;
  const answer = useAnswer(`calibration ${run} ${earlier}`, async (signal): Promise<Both> => {
    const [now, before] = await Promise.all([
      learntBy(run, signal),
      earlier === null ? null : learntBy(earlier, signal),
    ]);
    if (now === null) throw new Problem(0, { title: "This run left no calibration that the page can read" });
    return { now, before };
  });
  const note = earlier === null ? "there is no earlier run to compare with" : `against ${earlier}`;
  return (
    <>
      <RunChoice runs={runs} run={run} />
      <Panel title="Certainty by number of users" note={note} answer={answer} reserve={40}>
        {({ now, before }) => <Weights now={now} before={before} />}
      </Panel>
      <Panel
        title="What changed against the run before"
        note={note}
        answer={answer}
        reserve={4}
        empty={({ before }) => before === null && "There is no earlier run."}
      >
        {({ now, before }) => before !== null && <ChangedWeights now={now} before={before} />}
      </Panel>
      <Panel
        title="What is usual"
        answer={answer}
        reserve={16}
        note={answer.state === "there" && `learnt from ${count(answer.value.now.accounts)} accounts`}
      >
        {({ now }) => <Population calibration={now} />}
      </Panel>
    </>
  );
}

function RunChoice({ runs, run }: { runs: readonly RunSummary[]; run: string }) {
  return (
    <p class="fields">
      <label>
        Run
        <select value={run} onChange={(event) => changeQuery({ run: event.currentTarget.value })}>
          {runs.map((one) => (
            <option key={one.run_id}>{one.run_id}</option>
          ))}
        </select>
      </label>
      <a class="button" href={href("run", run)}>
        About this run
      </a>
    </p>
  );
}

async function learntBy(run: string, signal: AbortSignal): Promise<Learnt | null> {
  return readCalibration((await getRun(run, signal)).calibration);
}
