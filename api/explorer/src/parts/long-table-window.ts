/** Which rows of a long table are in view, and where its scroll bar has to be for a row to be. */

/** Rows beyond the view on either side that are there before they are scrolled to. */
const AROUND = 12;

export interface Window {
  first: number;
  /** One beyond the last. */
  end: number;
}

export function rowsInView(top: number, height: number, rowHeight: number, rows: number): Window {
  const first = Math.max(Math.floor(top / rowHeight) - AROUND, 0);
  const end = Math.min(Math.ceil((top + height) / rowHeight) + AROUND, rows);
  return { first: Math.min(first, end), end };
}

/** The scroll position nearest to `top` at which a row is in full view below a heading of `headHeight`. */
export function topShowing(row: number, top: number, height: number, rowHeight: number, headHeight: number): number {
  const lowest = (row + 1) * rowHeight + headHeight - height;
  return Math.min(Math.max(top, lowest), row * rowHeight);
}
