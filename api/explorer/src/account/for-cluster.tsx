/** What speaks for the cluster of an account being one actor. */

import type { Explanation } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Arguments, greatestWeight } from "../parts/arguments.tsx";
import { Panel } from "../parts/panel.tsx";
import { nothing } from "./in-no-cluster.ts";

export function ForCluster({ id, answer }: { id: string; answer: Answer<Explanation> }) {
  return (
    <Panel
      title="What speaks for its cluster being one actor"
      answer={answer}
      reserve={12}
      cypher={{ name: "list_memberships_of_account", params: { account: id } }}
      empty={(explanation) =>
        explanation.in_favour.length === 0 &&
        nothing(explanation, "Nothing was found that ties its cluster as a whole.")
      }
    >
      {({ in_favour, against }) => <Arguments list={in_favour} side="for" most={greatestWeight(in_favour, against)} />}
    </Panel>
  );
}
