/** One row of a long table; a quiet one where it has not been read yet. */

import { useMemo } from "preact/hooks";
import { type Column, cellOf } from "./columns.ts";

interface ReadProps<Row> {
  id: string;
  number: number;
  row: Row;
  columns: readonly Column<Row>[];
  rowKey(row: Row): string;
  rowHeight: number;
  selection: { keys: ReadonlySet<string>; toggle(key: string): void } | undefined;
  active: boolean;
  onPoint(number: number): void;
}

interface Props<Row> extends Omit<ReadProps<Row>, "row"> {
  row: Row | undefined;
  /** Whether it is on its way, where it has not been read. */
  isAwaited: boolean;
}

/** Drawn again only where something of it changed, not whenever others come into view. */
export function LongTableRow<Row>({ row, isAwaited, ...props }: Props<Row>) {
  const { id, number, columns, rowKey, rowHeight, selection, active, onPoint } = props;
  return useMemo(
    () =>
      row === undefined ? (
        <UnreadRow
          says={`${number + 1}: ${isAwaited ? "loading" : "not read"}`}
          width={columns.length + (selection === undefined ? 0 : 1)}
          rowHeight={rowHeight}
        />
      ) : (
        <ReadRow row={row} {...props} />
      ),
    [id, number, row, columns, rowKey, rowHeight, selection, active, onPoint, isAwaited],
  );
}

function UnreadRow({ says, width, rowHeight }: { says: string; width: number; rowHeight: number }) {
  return (
    <tr class="pending" style={{ height: `${rowHeight}px` }}>
      <td colSpan={width}>{says}</td>
    </tr>
  );
}

function ReadRow<Row>(props: ReadProps<Row>) {
  const { id, number, row, columns, rowKey, rowHeight, selection, active, onPoint } = props;
  const key = rowKey(row);
  const chosen = selection?.keys.has(key);
  return (
    <tr
      id={id}
      data-number={number}
      class={active ? "active" : undefined}
      style={{ height: `${rowHeight}px` }}
      aria-rowindex={number + 2}
      aria-selected={selection === undefined ? undefined : chosen === true}
      onClick={() => onPoint(number)}
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
