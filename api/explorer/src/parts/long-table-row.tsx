/** One row of a long table; a quiet one where it has not been read yet. */

import { type Column, cellOf } from "./columns.ts";

interface Props<Row> {
  id: string;
  number: number;
  row: Row | undefined;
  columns: readonly Column<Row>[];
  rowKey(row: Row): string;
  rowHeight: number;
  selection: { keys: ReadonlySet<string>; toggle(key: string): void } | undefined;
  active: boolean;
  onPoint(): void;
}

export function LongTableRow<Row>(props: Props<Row>) {
  const { id, number, row, columns, rowKey, rowHeight, selection, active, onPoint } = props;
  const height = `${rowHeight}px`;
  if (row === undefined)
    return (
      <tr class="pending" style={{ height }}>
        <td colSpan={columns.length + (selection === undefined ? 0 : 1)}>{number + 1}: loading</td>
      </tr>
    );
  const key = rowKey(row);
  const chosen = selection?.keys.has(key);
  return (
    <tr
      id={id}
      data-number={number}
      class={active ? "active" : undefined}
      style={{ height }}
      aria-rowindex={number + 2}
      aria-selected={selection === undefined ? undefined : chosen === true}
      onClick={onPoint}
    >
      {selection !== undefined && (
        <td>
          <input
            type="checkbox"
            aria-label={`Choose ${key}`}
            checked={chosen === true}
            onChange={() => selection.toggle(key)}
          />
        </td>
      )}
      {columns.map((column, place) => {
        const Cell = place === 0 ? "th" : "td";
        return (
          <Cell
            key={column.name}
            {...(place === 0 ? { scope: "row" as const } : {})}
            class={column.numeric ? "numeric" : undefined}
          >
            {cellOf(column, row)}
          </Cell>
        );
      })}
    </tr>
  );
}
