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

/** The rows without the first few that hold so small a share of everything that they would only make a long empty line. */
export function withoutTail<Row extends { values: readonly number[] }>(rows: readonly Row[], share: number): Row[] {
  const sum = (row: Row) => row.values.reduce((total, value) => total + value, 0);
  const most = share * rows.reduce((total, row) => total + sum(row), 0);
  let before = 0;
  const first = rows.findIndex((row) => {
    before += sum(row);
    return before > most;
  });
  return rows.slice(Math.max(first, 0));
}

/** Weeks start on Mondays. */
function startOf(at: number, days: number): number {
  const midnight = Math.floor(at / DAY) * DAY;
  if (days !== 7) return midnight;
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  return midnight - weekday * DAY;
}
