/** What speaks against an account belonging to its cluster, and against the cluster being one actor. */

import type { Explanation } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Arguments, greatestWeight } from "../parts/arguments.tsx";
import { Panel } from "../parts/panel.tsx";
import { nothing } from "./in-no-cluster.ts";
import { Sentences } from "./sentences.tsx";

export function SpeaksAgainst({ id, answer }: { id: string; answer: Answer<Explanation> }) {
  return (
    <Panel
      title="What speaks against"
      answer={answer}
      reserve={6}
      cypher={{ name: "list_memberships_of_account", params: { account: id } }}
      empty={(explanation) =>
        explanation.caution.length + explanation.against.length === 0 &&
        nothing(explanation, "Nothing was found that speaks against it.")
      }
    >
      {({ caution, against, in_favour }) => (
        <div class="sentences">
          {caution.length > 0 && (
            <>
              <h3>Against this account belonging to it</h3>
              <Sentences of={caution} />
            </>
          )}
          {against.length > 0 && (
            <>
              <h3>Against its cluster being one actor</h3>
              <Arguments list={against} side="against" most={greatestWeight(in_favour, against)} />
            </>
          )}
        </div>
      )}
    </Panel>
  );
}
