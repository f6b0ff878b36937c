/** What of the inbox is shown, as the query of its URL says. */

import type { CaseFilter } from "../api/read.ts";
import { isDate, startOfDay } from "../parts/times.ts";
import { verdictOf } from "../parts/verdicts.ts";

/** The most that the server takes for a size. */
const MOST = 2 ** 31 - 1;

/** A value that no filter has is passed over: somebody may have typed it. */
export function filterOf(query: URLSearchParams): CaseFilter {
  const since = query.get("since") ?? "";
  const minSize = Number(query.get("min_size") ?? "0");
  return {
    verdict: verdictOf(query),
    kind: query.get("kind"),
    minSize: Number.isInteger(minSize) && minSize > 0 ? Math.min(minSize, MOST) : 0,
    since: isDate(since) ? startOfDay(since) : null,
    changed: isDate(since) && query.get("changed") === "yes",
  };
}
