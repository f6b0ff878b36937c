/** One run: what it looked at, found and changed, and its settings. */

import { getRun } from "../api/read.ts";
import type { Run as RunData } from "../api/types.ts";
import { type Answer, useAnswer } from "../app/answer.ts";
import { useQuestion } from "../app/question.ts";
import { Facts } from "../parts/facts.tsx";
import { count } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { Time } from "../parts/time.tsx";
import { Title } from "../parts/title.tsx";
import { href } from "../route.ts";
import "./runs.css";

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
  const params = { run: id };
  return (
    <Panel
      title="What it changed"
      note="operators"
      answer={useQuestion("list_changes_by_run", params)}
      reserve={4}
      cypher={{ name: "list_changes_by_run", params }}
      empty={({ rows }) => rows.length === 0 && "There is no such run."}
    >
      {({ rows: [changes] }) =>
        changes !== undefined && (
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

function entries(json: unknown): [string, unknown][] {
  return typeof json === "object" && json !== null ? Object.entries(json) : [];
}
