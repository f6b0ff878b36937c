/** What a cluster came from and what became of it. */

import { listLineage } from "../api/read.ts";
import type { Descent } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import { ClusterLink } from "../parts/names.tsx";
import { counted } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { Time } from "../parts/time.tsx";
import { href } from "../route.ts";

const WORDS: Record<Descent["relation"], string> = {
  MERGED_INTO: "ended in",
  SPLIT_FROM: "came out of",
  CONTINUES: "runs on the infrastructure of",
};

export function Lineage({ id }: { id: string }) {
  const answer = useAnswer(`lineage ${id}`, (signal) => listLineage(id, signal));
  return (
    <Panel
      title="Lineage"
      answer={answer}
      reserve={9}
      cypher={{ name: "list_lineage_of_cluster", params: { cluster: id } }}
      empty={(steps) => steps.length === 0 && "It came from no other cluster, and none came from it."}
    >
      {(steps) => (
        <ol class="sentences">
          {steps.map((step) => (
            <li key={`${step.relation} ${step.source_id} ${step.target_id}`}>
              <Time at={step.at} to="day" />: <ClusterLink id={step.source_id} /> {WORDS[step.relation]}{" "}
              <ClusterLink id={step.target_id} /> ({shared(step)} in common), seen by{" "}
              <a href={href("run", step.run)}>{step.run}</a>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function shared({ relation, shared: number }: Descent): string {
  return counted(number, relation === "CONTINUES" ? "identifier" : "member");
}
