/** Rows as CSV (RFC 4180). */

import type { Column } from "./columns.ts";

export function csv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => field(column.name))];
  for (const row of rows) lines.push(columns.map((column) => field(column.value(row))));
  return `${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

function field(value: string | number | bigint | boolean | null): string {
  if (value === null) return "";
  const text = typeof value === "string" ? inert(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet takes text that begins so for a formula, and accounts choose their names. */
function inert(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
