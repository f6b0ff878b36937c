/** Which rows of a long table are in view, and where its scroll bar has to be for a row to be. */

/** Rows beyond the view on either side that are there before they are scrolled to. */
const AROUND = 12;

/** Rows that are scrolled past before others are drawn; fewer than are there around the view. */
const STEP = 6;

export interface RowRange {
  first: number;
  /** One beyond the last. */
  end: number;
}

export function rowsInView(top: number, height: number, rowHeight: number, rows: number): RowRange {
  const first = Math.max(Math.floor(top / rowHeight) - AROUND, 0);
  const end = Math.min(Math.ceil((top + height) / rowHeight) + AROUND, rows);
  return { first: Math.min(first, end), end };
}

/** A scroll position as rows are drawn for it: the same over a few rows, so that not every event draws them again. */
export function drawnTop(top: number, rowHeight: number): number {
  const step = STEP * rowHeight;
  return Math.floor(top / step) * step;
}

/** The scroll position nearest to `top` at which a row is in full view below a heading of `headHeight`. */
export function topShowing(row: number, top: number, height: number, rowHeight: number, headHeight: number): number {
  const lowest = (row + 1) * rowHeight + headHeight - height;
  return Math.min(Math.max(top, lowest), row * rowHeight);
}
