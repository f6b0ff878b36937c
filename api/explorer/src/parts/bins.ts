/** Counts by day brought together by week, with the days between that nothing happened on. */

const DAY = 86_400_000;

export interface Bin {
  /** Start of the bin, milliseconds since the epoch. */
  at: number;
  values: number[];
}

/** Bins of so many days from the first day to the last, without gaps; rows in order of time. */
export function binned(rows: readonly { day: string; values: readonly number[] }[], days: number): Bin[] {
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const width = days * DAY;
  const start = startOf(Date.parse(first.day), days);
  const length = Math.floor((Date.parse(last.day) - start) / width) + 1;
  const bins = Array.from({ length }, (_, place) => ({ at: start + place * width, values: first.values.map(() => 0) }));
  for (const row of rows) {
    const bin = bins[Math.floor((Date.parse(row.day) - start) / width)];
    if (bin !== undefined) bin.values = bin.values.map((sum, place) => sum + (row.values[place] ?? 0));
  }
  return bins;
}

/** A pause of so many days parts what came long before from the rest. */
export const LONG_BEFORE = 90;

/**
 * The rows from the last long pause on before which there was no more than this share of everything that is counted;
 * all rows where there is none.
 */
export function withoutTail<Row extends { day: string }>(
  rows: readonly Row[],
  counted: (row: Row) => number,
  share: number,
): readonly Row[] {
  const most = share * rows.reduce((total, row) => total + counted(row), 0);
  let [first, before, last] = [0, 0, Number.POSITIVE_INFINITY];
  for (const [place, row] of rows.entries()) {
    if (counted(row) === 0) continue;
    const at = Date.parse(row.day);
    if (at - last >= LONG_BEFORE * DAY && before <= most) first = place;
    before += counted(row);
    last = at;
  }
  return rows.slice(first);
}

/** Days from the first row to the last, both counted; rows in order of time. */
export function daysSpanned(rows: readonly { day: string }[]): number {
  const [first, last] = [rows.at(0), rows.at(-1)];
  return first === undefined || last === undefined ? 0 : (Date.parse(last.day) - Date.parse(first.day)) / DAY + 1;
}

/** Weeks start on Mondays. */
function startOf(at: number, days: number): number {
  const midnight = Math.floor(at / DAY) * DAY;
  if (days !== 7) return midnight;
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  return midnight - weekday * DAY;
}
