/** One run: what it looked at, found and changed, and its settings. */

import { Problem } from "../api/problem.ts";
import { ask, type RowOf } from "../api/questions.ts";
import { getRun, listRuns } from "../api/read.ts";
import type { Run as RunData } from "../api/types.ts";
import { type Answer, useAnswer } from "../app/answer.ts";
import { Facts } from "../parts/facts.tsx";
import { count } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { Time } from "../parts/time.tsx";
import { Title } from "../parts/title.tsx";
import { href } from "../route.ts";
import "./runs.css";

/** Runs among which one is looked for: as many as the API gives at once. */
const MOST = 1000;

export function Run({ id }: { id: string }) {
  const answer = useAnswer(`run ${id}`, (signal) => getRun(id, signal));
  return (
    <div class="view">
      <Title name={`Run ${id}`}>
        Run <bdi>{id}</bdi>
      </Title>
      <Panel
        title="What it looked at and found"
        answer={answer}
        reserve={4}
        cypher={{ name: "get_run", params: { run: id } }}
        actions={<a href={href("calibration", "", { run: id })}>What it had learnt</a>}
      >
        {(run) => (
          <Facts
            of={[
              ["started (UTC)", <Time key="started" at={run.started_at} />],
              ["finished (UTC)", <Time key="finished" at={run.finished_at} />],
              ["as of (UTC)", run.as_of === null ? "the present" : <Time key="as-of" at={run.as_of} />],
              ["accounts", count(run.accounts)],
              ["identifiers", count(run.identifiers)],
              ["edges", count(run.edges)],
              ["clusters", count(run.clusters)],
              ["accounts flagged", count(run.flagged)],
              ["seed", String(run.seed)],
              ["engine", run.engine],
              ["version", run.version],
            ]}
          />
        )}
      </Panel>
      <Changed id={id} />
      <Settings answer={answer} />
    </div>
  );
}

function Settings({ answer }: { answer: Answer<RunData> }) {
  return (
    <Panel
      title="Settings"
      answer={answer}
      reserve={4}
      empty={(run) => entries(run.settings).length === 0 && "It wrote down none."}
    >
      {(run) => (
        <dl class="settings-list">
          {entries(run.settings).map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <bdi>{typeof value === "string" ? value : JSON.stringify(value)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}

function Changed({ id }: { id: string }) {
  const answer = useAnswer(`changes by ${id}`, (signal) => changesBy(id, signal));
  const asked = answer.state === "there" ? answer.value.asked : MOST;
  return (
    <Panel
      title="What it changed"
      note="operators"
      answer={answer}
      reserve={4}
      cypher={{ name: "list_changes_by_run", params: { limit: asked } }}
      empty={({ changes }) => changes === null && `It is not among the latest ${count(MOST)} runs.`}
    >
      {({ changes }) =>
        changes !== null && (
          <Facts
            of={[
              ["new", count(changes.created)],
              ["ended in another", count(changes.merged)],
              ["came out of another", count(changes.split)],
              ["on the infrastructure of another", count(changes.continued)],
              ["reborn", count(changes.reborn)],
            ]}
          />
        )
      }
    </Panel>
  );
}

interface Changes {
  /** How many of the latest runs were asked about. */
  asked: number;
  /** Null where the run is none of them. */
  changes: RowOf<"list_changes_by_run"> | null;
}

/** The question counts for each run that it is asked about, latest first: for no more of them than it takes. */
async function changesBy(id: string, signal: AbortSignal): Promise<Changes> {
  const latest = await listRuns(MOST, null, signal);
  const asked = latest.items.findIndex((run) => run.run_id === id) + 1;
  if (asked === 0) return { asked: MOST, changes: null };
  const { rows } = await ask("list_changes_by_run", { limit: asked }, signal);
  const changes = rows.find((row) => row.run_id === id);
  if (changes === undefined) throw new Problem(0, { title: "The list of runs changed while this one was looked for" });
  return { asked, changes };
}

function entries(json: unknown): [string, unknown][] {
  return typeof json === "object" && json !== null ? Object.entries(json) : [];
}
