/** A table of thousands of rows: only those in view are in the page, and those not yet there are read as it scrolls. */

import { useEffect, useId, useRef } from "preact/hooks";
import type { Pages } from "../app/pages.ts";
import type { Column } from "./columns.ts";
import { BelowLongTable } from "./long-table-below.tsx";
import { LongTableHead } from "./long-table-head.tsx";
import { LongTableRow } from "./long-table-row.tsx";
import type { RowRange } from "./long-table-window.ts";
import { useActiveRow } from "./use-active-row.ts";
import { useRowsInView } from "./use-rows-in-view.ts";

const HEAD_HEIGHT = 30;

export interface LongTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  pages: Pages<Row>;
  rowKey(row: Row): string;
  /** In pixels, of each row. */
  rowHeight?: number;
  /** Of the part that scrolls, as CSS. */
  height: string;
  /** How many rows there are in all, where that is known before they are read. */
  total?: number | undefined;
  onOpen(row: Row): void;
  selection?: { keys: ReadonlySet<string>; toggle(key: string): void };
  empty: string;
  file: string;
  /** Whether j and k move in it wherever the focus is. */
  pageKeys?: boolean;
}

export function LongTable<Row>(props: LongTableProps<Row>) {
  const { label, columns, pages, rowKey, rowHeight = 32, height, onOpen, selection } = props;
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const length = lengthOf(pages, props.total);
  const view = useRowsInView(pages.key, rowHeight, HEAD_HEIGHT, length);
  const active = useActiveRow({
    key: pages.key,
    rows: pages.rows,
    view,
    onOpen,
    onMark: selection && ((row: Row) => selection.toggle(rowKey(row))),
    pageKeys: props.pageKeys ?? false,
  });
  const isInView = (row: number) => row >= view.first && row < Math.min(view.end, pages.rows.length);
  const missing = view.end > pages.rows.length && !pages.done && pages.problem === null;
  useEffect(() => {
    if (missing) pages.more();
  }, [missing, pages.rows.length, pages.key]);
  useTabbingWithin(table, active.row, [view.first, view.end, pages.rows, columns, selection]);

  return (
    <>
      <div class="long-table" ref={view.frame} onScroll={view.onScroll} style={{ height }}>
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the keys move between its rows, as in a grid
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-readonly="true"
          aria-busy={missing && pages.rows.length === 0}
          aria-rowcount={props.total !== undefined || pages.done ? length + 1 : -1}
          aria-activedescendant={isInView(active.row) ? `${id}-${active.row}` : undefined}
          aria-multiselectable={selection !== undefined || undefined}
          onKeyDown={active.onKeyDown}
        >
          <LongTableHead columns={columns} selectable={selection !== undefined} />
          <Rows {...props} id={id} rowHeight={rowHeight} view={view} length={length} active={active} />
        </table>
      </div>
      <BelowLongTable {...props} />
    </>
  );
}

/** How many rows the table is drawn for: all there are, or else those read and one that stands for the others. */
function lengthOf({ rows, done, problem }: Pages<unknown>, total = 0): number {
  if (done) return rows.length;
  const others = rows.length === 0 && problem !== null ? 0 : 1;
  return Math.max(total, rows.length + others);
}

interface RowsProps<Row> extends LongTableProps<Row> {
  id: string;
  rowHeight: number;
  view: RowRange;
  length: number;
  active: { row: number; point(row: number): void };
}

function Rows<Row>({ id, view, length, active, ...props }: RowsProps<Row>) {
  const { pages, columns, rowKey, rowHeight, selection } = props;
  const width = columns.length + (selection === undefined ? 0 : 1);
  return (
    <>
      <Spacer rows={view.first} rowHeight={rowHeight} columns={width} />
      <tbody>
        {range(view.first, view.end).map((number) => (
          <LongTableRow
            key={number}
            id={`${id}-${number}`}
            number={number}
            row={pages.rows[number]}
            columns={columns}
            rowKey={rowKey}
            rowHeight={rowHeight}
            selection={selection}
            active={number === active.row}
            onPoint={active.point}
            isAwaited={pages.problem === null}
          />
        ))}
      </tbody>
      <Spacer rows={length - view.end} rowHeight={rowHeight} columns={width} />
    </>
  );
}

/** Stands for the rows that are out of view. */
function Spacer({ rows, rowHeight, columns }: { rows: number; rowHeight: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tbody class="spacer" aria-hidden="true">
      <tr>
        <td colSpan={columns} style={{ height: `${rows * rowHeight}px` }} />
      </tr>
    </tbody>
  );
}

/** Tab goes to what the active row holds and then leaves the table, instead of through all of the rows drawn. */
function useTabbingWithin(
  table: { readonly current: HTMLTableElement | null },
  active: number,
  drawn: readonly unknown[],
): void {
  useEffect(() => {
    for (const part of table.current?.querySelectorAll<HTMLElement>("tbody a, tbody button, tbody input") ?? [])
      part.tabIndex = part.closest("tr")?.dataset.number === String(active) ? 0 : -1;
  }, [active, ...drawn]);
}

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, place) => first + place);
}
