/** The graph as two CSV tables: its nodes, and its edges. */

import type { Column } from "../parts/columns.ts";
import { csv } from "../parts/csv.ts";
import { columnsOf, type DataRow, type Picture } from "./picture.ts";

export function nodesAsCsv(picture: Picture): string {
  return asCsv(picture.nodes.map((node) => node.data));
}

export function edgesAsCsv(picture: Picture): string {
  return asCsv(picture.edges.map((edge) => edge.data));
}

function asCsv(rows: readonly DataRow[]): string {
  const columns = columnsOf(rows).map<Column<DataRow>>((name) => ({ name, value: (row) => row[name] ?? null }));
  return csv(columns, rows);
}
