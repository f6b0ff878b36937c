/** What ties the account to its cluster; ticking ties asks what would be left without them. */

import { useState } from "preact/hooks";
import type { Explanation, Tie } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { IdentifierChip } from "../parts/names.tsx";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { toggled } from "../parts/toggled.ts";
import { WithoutTies } from "./without-ties.tsx";

export function Ties({ id, answer }: { id: string; answer: Answer<Explanation> }) {
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const columns = columnsWith(without, (ref) => setWithout((before) => toggled(before, ref)));
  return (
    <Panel
      title="What ties it"
      note="tick identifiers to see what would be left without them"
      answer={answer}
      reserve={16}
      cypher={{ name: "list_evidence_of_account", params: { account: id } }}
      empty={({ ties }) => ties.length === 0 && "No identifier ties it to a cluster."}
    >
      {({ ties }) => (
        <div class="ties">
          <div>
            <ShortTable
              caption="The strongest first; contributions of all that ties an account add up to 100 %"
              columns={columns}
              rows={ties}
              rowKey={(tie) => tie.ref}
              file={`${id}-ties`}
            />
          </div>
          <WithoutTies id={id} without={[...without]} clear={() => setWithout(new Set())} />
        </div>
      )}
    </Panel>
  );
}

function columnsWith(without: ReadonlySet<string>, toggle: (ref: string) => void): Column<Tie>[] {
  return [
    {
      name: "identifier",
      value: (tie) => `${tie.kind} ${tie.ref}`,
      cell: (tie) => <IdentifierChip kind={tie.kind} reference={tie.ref} />,
    },
    {
      name: "without",
      value: (tie) => without.has(tie.ref),
      cell: (tie) => (
        <input
          type="checkbox"
          aria-label={`Without ${tie.kind} ${tie.ref.slice(0, 8)}`}
          checked={without.has(tie.ref)}
          onChange={() => toggle(tie.ref)}
        />
      ),
    },
    { name: "contribution", value: (tie) => tie.contribution, cell: (tie) => <Bar share={tie.contribution} wide /> },
    {
      name: "two users belong together",
      value: (tie) => tie.together,
      cell: (tie) => <Together share={tie.together} />,
    },
    { name: "members", value: (tie) => tie.members, numeric: true },
    { name: "accounts", value: (tie) => tie.accounts, numeric: true },
    {
      name: "its first use (UTC)",
      value: (tie) => tie.first_seen,
      cell: (tie) => <Time at={tie.first_seen} to="day" />,
    },
    { name: "its last use (UTC)", value: (tie) => tie.last_seen, cell: (tie) => <Time at={tie.last_seen} to="day" /> },
  ];
}

function Together({ share }: { share: number | null }) {
  return share === null ? <>not judged</> : <Bar share={share} />;
}
