/** How much of a long table is there, in a sentence. */

import { count } from "./numbers.ts";

interface Told {
  read: number;
  done: boolean;
  failed: boolean;
  total: number | undefined;
  /** What to say where there is no row. */
  empty: string;
}

export function standing({ read, done, failed, total, empty }: Told): string {
  if (done && read < 2) return read === 0 ? empty : "The only row is here.";
  if (done) return `All ${count(read)} rows are here.`;
  if (read === 0) return failed ? "No row was read." : "Loading";
  const of = total === undefined ? "" : ` of ${count(total)}`;
  return `${count(read)}${of} rows read${failed ? "." : "; scroll for more."}`;
}
