/** What the columns of a table show, on the page and in a file. */

import type { ComponentChildren } from "preact";
import { figure } from "./numbers.ts";

export interface Column<Row> {
  name: string;
  /** What a file holds, and what the page shows where there is no `cell`. */
  value(row: Row): string | number | bigint | boolean | null;
  cell?(row: Row): ComponentChildren;
  /** Figures stand flush right. */
  numeric?: boolean;
  /** Width in rem; of tables that show a part of their rows at a time. */
  width?: number;
}

/** What a cell shows: its own drawing, or its value as a figure or text. */
export function cellOf<Row>(column: Column<Row>, row: Row): ComponentChildren {
  if (column.cell !== undefined) return column.cell(row);
  const value = column.value(row);
  if (typeof value === "number") return figure(value);
  return typeof value === "boolean" ? String(value) : value;
}
