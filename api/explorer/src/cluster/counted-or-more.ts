import { counted } from "../parts/numbers.ts";

/** "12 accounts", "More than 1,000 accounts" where the answer was cut. */
export function countedOrMore(of: { rows: readonly unknown[]; truncated: boolean }, thing: string): string {
  const number = counted(of.rows.length, thing);
  return of.truncated ? `More than ${number}` : number;
}
