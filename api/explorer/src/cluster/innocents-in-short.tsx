/** Whom a ban could hit unfairly, in two figures and the worst cases. */

import { ask } from "../api/questions.ts";
import type { Cluster } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import { AccountLink, Value } from "../parts/names.tsx";
import { count, counted } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { href } from "../route.ts";
import { operatorOf, SIGNS } from "./innocents.ts";

const MOST = 1000;
const SHOWN = 4;

export function InnocentsInShort({ id, cluster }: { id: string; cluster: Cluster | null }) {
  const operator = operatorOf(id, cluster);
  const params = { cluster: operator, limit: MOST };
  const answer = useAnswer(`innocents ${id} ${operator}`, async (signal) => {
    const [honest, organisations] = await Promise.all([
      ask("list_honest_looking_members", params, signal),
      ask("list_organisations_of_cluster", { cluster: id, limit: MOST }, signal),
    ]);
    return { honest, organisations };
  });
  return (
    <Panel
      title="Whom a ban could hit unfairly"
      answer={answer}
      reserve={16}
      cypher={{ name: "list_honest_looking_members", params }}
      actions={<a href={href("cluster", id, { tab: "innocents" })}>All of them</a>}
    >
      {({ honest, organisations }) => (
        <div class="sentences">
          <p>
            <strong>{atMost(honest.rows.length, honest.truncated)}</strong> of {operator === id ? "it" : "its operator"}{" "}
            look honest by two signs or more.
          </p>
          <ul class="sentences">
            {honest.rows.slice(0, SHOWN).map((row) => (
              <li key={row.account_id}>
                <AccountLink id={row.account_id} />: {counted(row.signs, "sign")} of honesty, {row.redundancy}{" "}
                independent ties; itself <Verdict verdict={row.verdict} />
              </li>
            ))}
          </ul>
          <p>
            <strong>{counted(organisations.rows.length, "organisation")}</strong> named by its members
            {organisations.rows.length === 0 ? "." : "; most accounts:"}
          </p>
          <ul class="sentences">
            {organisations.rows.slice(0, SHOWN).map((row) => (
              <li key={row.org}>
                <Value text={row.org} />: {count(row.members)} of its {counted(row.accounts, "account")}
              </li>
            ))}
          </ul>
          <p class="quiet-text">The {SIGNS}.</p>
        </div>
      )}
    </Panel>
  );
}

function atMost(number: number, more: boolean): string {
  return more ? `More than ${count(number)} accounts` : counted(number, "account");
}
