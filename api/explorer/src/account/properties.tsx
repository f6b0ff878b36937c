/** Everything the input said of the account. */

import type { Account } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Panel } from "../parts/panel.tsx";

export function Properties({ id, answer }: { id: string; answer: Answer<Account> }) {
  return (
    <Panel
      title="What the input says of it"
      answer={answer}
      reserve={7}
      cypher={{ name: "get_account", params: { account: id } }}
      empty={({ properties }) => Object.keys(properties).length === 0 && "Nothing but its id."}
    >
      {({ properties }) => (
        <dl class="properties">
          {Object.entries(properties).map(([name, value]) => (
            <div key={name}>
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                <bdi class="whole-value">{typeof value === "string" ? value : JSON.stringify(value)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
