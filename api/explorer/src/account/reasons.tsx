/** The sentences of an explanation, side by side: for, against, what would change it, what does not count. */

import type { ComponentChildren } from "preact";
import type { Explanation } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Arguments, greatestWeight } from "../parts/arguments.tsx";
import { IdentifierChip } from "../parts/names.tsx";
import { Panel } from "../parts/panel.tsx";
import { Sentence } from "../parts/sentence.tsx";
import { ShortTable } from "../parts/short-table.tsx";

interface Props {
  id: string;
  answer: Answer<Explanation>;
}

export function SpeaksAgainst({ id, answer }: Props) {
  return (
    <Panel
      title="What speaks against"
      answer={answer}
      reserve={6}
      cypher={{ name: "list_memberships_of_account", params: { account: id } }}
      empty={({ caution, against }) =>
        caution.length + against.length === 0 && "Nothing was found that speaks against it."
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

export function WouldChange({ id, answer }: Props) {
  return (
    <Panel
      title="What would change this"
      answer={answer}
      reserve={6}
      cypher={{ name: "list_memberships_of_account", params: { account: id } }}
      empty={({ would_change }) => would_change.length === 0 && "Nothing that can be named."}
    >
      {({ would_change }) => <Sentences of={would_change} />}
    </Panel>
  );
}

export function ForCluster({ id, answer }: Props) {
  return (
    <Panel
      title="What speaks for its cluster being one actor"
      answer={answer}
      reserve={12}
      cypher={{ name: "list_memberships_of_account", params: { account: id } }}
      empty={({ in_favour }) => in_favour.length === 0 && "Nothing: it is a member of no cluster."}
    >
      {({ in_favour, against }) => <Arguments list={in_favour} side="for" most={greatestWeight(in_favour, against)} />}
    </Panel>
  );
}

export function Others({ id, answer }: Props) {
  return (
    <Panel
      title="What does not count, and why"
      answer={answer}
      reserve={6}
      cypher={{ name: "list_evidence_of_account", params: { account: id } }}
      empty={({ others }) => others.length === 0 && "All it used counts."}
    >
      {({ others, account }) => (
        <ShortTable
          caption="Identifiers it used that tie it to no cluster"
          columns={[
            {
              name: "identifier",
              value: (tie) => `${tie.kind} ${tie.ref}`,
              cell: (tie) => <IdentifierChip kind={tie.kind} reference={tie.ref} />,
            },
            { name: "why not", value: (tie) => tie.sentence },
            { name: "accounts", value: (tie) => tie.accounts, numeric: true },
          ]}
          rows={others}
          rowKey={(tie) => tie.ref}
          file={`${account}-does-not-count`}
          first={6}
        />
      )}
    </Panel>
  );
}

function Sentences({ of }: { of: readonly string[] }): ComponentChildren {
  return (
    <ul class="sentences">
      {of.map((sentence) => (
        <li key={sentence}>
          <Sentence text={sentence} />
        </li>
      ))}
    </ul>
  );
}
