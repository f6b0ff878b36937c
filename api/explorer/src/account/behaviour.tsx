/** What the account does as others of its cluster do, and with whom it was registered. */

import type { Alike, Explanation } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Bar } from "../parts/bar.tsx";
import { Panel } from "../parts/panel.tsx";
import { Sentence } from "../parts/sentence.tsx";
import { nothing } from "./in-no-cluster.ts";

export function Behaviour({ id, answer }: { id: string; answer: Answer<Explanation> }) {
  return (
    <Panel
      title="What it does alike"
      note="bars: how likely two accounts that do it belong together"
      answer={answer}
      reserve={12}
      cypher={{ name: "list_steps_of_account", params: { account: id } }}
      empty={(explanation) =>
        explanation.behaviour.length === 0 &&
        explanation.registered === null &&
        nothing(explanation, "It does nothing as others of its cluster do, beyond chance.")
      }
    >
      {({ behaviour, registered }) => (
        <ul class="arguments">
          {registered !== null && (
            <li>
              <span class="none">registered together</span>
              <Sentence text={registered.sentence} />
            </li>
          )}
          {behaviour.map((alike) => (
            <li key={keyOf(alike)}>
              <Bar share={alike.together} />
              <Sentence text={alike.sentence} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function keyOf({ kind, fingerprint }: Alike): string {
  return `${kind} ${fingerprint}`;
}
