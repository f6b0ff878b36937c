/** What would change the verdict on an account, and on its cluster. */

import type { Explanation } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Panel } from "../parts/panel.tsx";
import { nothing } from "./in-no-cluster.ts";
import { Sentences } from "./sentences.tsx";

export function WouldChange({ id, answer }: { id: string; answer: Answer<Explanation> }) {
  return (
    <Panel
      title="What would change this"
      answer={answer}
      reserve={6}
      cypher={{ name: "list_memberships_of_account", params: { account: id } }}
      empty={(explanation) =>
        explanation.would_change.length === 0 && nothing(explanation, "Nothing that can be named.")
      }
    >
      {({ would_change }) => <Sentences of={would_change} />}
    </Panel>
  );
}
