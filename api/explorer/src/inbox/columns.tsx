/** The columns of the inbox. */

import type { ComponentChildren } from "preact";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { kindWords } from "../parts/kind-words.ts";
import { ClusterLink } from "../parts/names.tsx";
import { count, counted } from "../parts/numbers.ts";
import { Sparkline } from "../parts/sparkline.tsx";
import { Time } from "../parts/time.tsx";
import { day } from "../parts/times.ts";
import { Verdict } from "../parts/verdict.tsx";
import type { PlacedCase } from "./inbox.tsx";

type Cell = Column<PlacedCase>;

const KINDS_SHOWN = 3;

export function caseColumns(now: string | null, tellsChanges: boolean): Cell[] {
  return [
    { name: "Place", width: 4, numeric: true, value: (row) => row.place },
    {
      name: "Cluster",
      width: 9.5,
      value: (row) => row.cluster_id,
      cell: (row) => <TwoLines first={<ClusterLink id={row.cluster_id} />} second={campaigns(row.campaigns)} />,
    },
    { name: "Verdict", width: 6.2, value: (row) => row.verdict, cell: (row) => <Verdict verdict={row.verdict} /> },
    { name: "Why it stands here", value: (row) => row.reason, cell: (row) => <Reason text={row.reason} /> },
    ...(tellsChanges ? [CHANGE] : []),
    {
      name: "Accounts",
      width: 7.5,
      numeric: true,
      value: (row) => row.size,
      cell: (row) => <TwoLines first={count(row.size)} second={`${count(row.active)} active`} />,
    },
    { name: "Score", width: 8, value: (row) => row.score, cell: (row) => <Bar share={row.score} as="score" /> },
    {
      name: "Growth by week",
      width: 9.2,
      value: (row) => row.growth.counts.join(" "),
      cell: (row) => <Sparkline counts={row.growth.counts} label={growth(row, now)} />,
    },
    { name: "Rests on", width: 11, value: kindsOf, cell: (row) => <Reason text={kindsOf(row)} /> },
    {
      name: "Innocents at risk",
      width: 9.5,
      value: (row) => row.at_risk,
      cell: (row) => (
        <TwoLines
          first={row.at_risk === 0 ? "none seen" : counted(row.at_risk, "account")}
          second={row.orgs === 0 ? "" : counted(row.orgs, "organisation")}
        />
      ),
    },
    {
      name: "Last activity (UTC)",
      width: 10.2,
      value: (row) => row.last_seen,
      cell: (row) => <Time at={row.last_seen} />,
    },
  ];
}

const CHANGE: Cell = { name: "Change", width: 8, value: change, cell: (row) => change(row) };

function change(row: PlacedCase): string {
  if (row.change === null) return "";
  const { what, joined } = row.change;
  return what === "grown" ? `${count(joined)} joined` : what;
}

function campaigns(number: number): string {
  return number === 0 ? "" : counted(number, "campaign");
}

function kindsOf(row: PlacedCase): string {
  const shown = row.kinds
    .slice(0, KINDS_SHOWN)
    .map(({ kind, identifiers }) => `${count(identifiers)} ${kindWords(kind)}`);
  const more = row.kinds.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more kinds`] : [])].join(", ");
}

function growth({ growth: { start, counts } }: PlacedCase, now: string | null): string {
  const most = Math.max(...counts);
  const until = now === null ? "" : ` to ${day(now)}`;
  return `Members created by week, ${day(start)}${until}: ${count(most)} in the busiest, ${count(counts.at(-1) ?? 0)} in the last`;
}

function TwoLines({ first, second }: { first: ComponentChildren; second: string }) {
  return (
    <>
      {first}
      <br />
      <span class="quiet-text">{second}</span>
    </>
  );
}

function Reason({ text }: { text: string }) {
  return (
    <span class="two-lines" title={text}>
      {text}
    </span>
  );
}
