/** Whom a ban could hit unfairly, in two figures and the worst cases. */

import { ask, type RowOf, type Rows } from "../api/questions.ts";
import type { Cluster } from "../api/types.ts";
import { type Answer, useAnswer } from "../app/answer.ts";
import { AccountLink, Value } from "../parts/names.tsx";
import { count, counted } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { href } from "../route.ts";
import { countedOrMore } from "./counted-or-more.ts";
import { operatorOf, SIGNS } from "./innocents.ts";
import { OfMembers } from "./of-members.tsx";

type HonestMembers = Rows<RowOf<"list_honest_looking_members">>;
type OrganisationsNamed = Rows<RowOf<"list_organisations_of_cluster">>;

const TITLE = "Whom a ban could hit unfairly";
const MOST = 1000;
const SHOWN = 4;

export function InnocentsInShort({ id, cluster }: { id: string; cluster: Answer<Cluster> }) {
  return (
    <OfMembers cluster={cluster} title={TITLE} reserve={16}>
      {(current) => <Innocents id={id} operator={operatorOf(current)} />}
    </OfMembers>
  );
}

function Innocents({ id, operator }: { id: string; operator: string | null }) {
  const params = operator === null ? null : { cluster: operator, limit: MOST };
  const answer = useAnswer(`innocents ${id} ${operator}`, async (signal) => {
    const [honest, organisations] = await Promise.all([
      params === null ? null : ask("list_honest_looking_members", params, signal),
      ask("list_organisations_of_cluster", { cluster: id, limit: MOST }, signal),
    ]);
    return { honest, organisations };
  });
  return (
    <Panel
      title={TITLE}
      answer={answer}
      reserve={16}
      cypher={params === null ? undefined : { name: "list_honest_looking_members", params }}
      actions={<a href={href("cluster", id, { tab: "innocents" })}>All of them</a>}
    >
      {({ honest, organisations }) => (
        <div class="sentences">
          <Honest of={honest} among={operator === id ? "it" : "its operator"} />
          <Organisations of={organisations} />
          <p class="quiet-text">The {SIGNS}.</p>
        </div>
      )}
    </Panel>
  );
}

function Honest({ of, among }: { of: HonestMembers | null; among: string }) {
  if (of === null) return <p>Its operator is not known, so nobody looked for members that look honest.</p>;
  return (
    <>
      <p>
        <strong>{countedOrMore(of, "account")}</strong> of {among} look honest by two signs or more.
      </p>
      <ul class="sentences">
        {of.rows.slice(0, SHOWN).map((row) => (
          <li key={row.account_id}>
            <AccountLink id={row.account_id} />: {counted(row.signs, "sign")} of honesty, {row.redundancy} independent
            ties; itself <Verdict verdict={row.verdict} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Organisations({ of }: { of: OrganisationsNamed }) {
  return (
    <>
      <p>
        <strong>{countedOrMore(of, "organisation")}</strong> named by its members
        {of.rows.length === 0 ? "." : "; most accounts:"}
      </p>
      <ul class="sentences">
        {of.rows.slice(0, SHOWN).map((row) => (
          <li key={row.org}>
            <Value text={row.org} />: {count(row.members)} of its {counted(row.accounts, "account")}
          </li>
        ))}
      </ul>
    </>
  );
}
