/** The columns of an answer: known ids lead to their views, everything else is shown as it came. */

import { writeExact } from "../api/exact.ts";
import type { Column } from "../parts/columns.ts";
import { AccountLink, ClusterLink, IdentifierChip, Value } from "../parts/names.tsx";
import { href } from "../route.ts";

export interface ResultRow {
  number: number;
  values: Record<string, unknown>;
}

export function columnsOf(names: readonly string[]): Column<ResultRow>[] {
  return names.map((name) => ({
    name,
    width: 12,
    value: (row) => plain(row.values[name]),
    cell: (row) => <Cell name={name} row={row} />,
  }));
}

/** The view of what a row is about; null where it names nothing that has one. */
export function routeOf({ values }: ResultRow): string | null {
  if (typeof values.account_id === "string") return href("account", values.account_id);
  if (typeof values.cluster_id === "string") return href("cluster", values.cluster_id);
  return typeof values.ref === "string" ? href("identifier", values.ref) : null;
}

function Cell({ name, row: { values } }: { name: string; row: ResultRow }) {
  const value = values[name];
  if (typeof value === "string" && name === "account_id") return <AccountLink id={value} />;
  if (typeof value === "string" && name === "cluster_id") return <ClusterLink id={value} />;
  if (typeof value === "string" && name === "ref")
    return <IdentifierChip kind={String(values.label ?? "identifier")} reference={value} copy={false} />;
  const shown = plain(value);
  return shown === null ? <span class="quiet-text">null</span> : <Value text={String(shown)} />;
}

/** A scalar as it is, a list or a map as JSON. */
function plain(value: unknown): string | number | bigint | boolean | null {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
    case "boolean":
      return value;
    default:
      return writeExact(value);
  }
}
