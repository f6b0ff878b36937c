/** The heading of a long table, which stays in view, and the widths of its columns. */

import type { Column } from "./columns.ts";

interface Props<Row> {
  columns: readonly Column<Row>[];
  selectable: boolean;
}

export function LongTableHead<Row>({ columns, selectable }: Props<Row>) {
  return (
    <>
      <colgroup>
        {selectable && <col style={{ width: "2.4rem" }} />}
        {columns.map((column) => (
          <col key={column.name} style={column.width === undefined ? {} : { width: `${column.width}rem` }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {selectable && (
            <th scope="col">
              <span class="unseen">chosen</span>
            </th>
          )}
          {columns.map((column) => (
            <th key={column.name} scope="col" class={column.numeric ? "numeric" : undefined} title={column.name}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
