/** What of the inbox is shown, as the query of its URL says. */

import type { CaseFilter } from "../api/read.ts";
import { isDate, startOfDay } from "../parts/times.ts";
import { verdictOf } from "../parts/verdicts.ts";

/** A value that no filter has is passed over: somebody may have typed it. */
export function filterOf(query: URLSearchParams): CaseFilter {
  const since = query.get("since") ?? "";
  const minSize = Number(query.get("min_size") ?? "0");
  return {
    verdict: verdictOf(query),
    kind: query.get("kind"),
    minSize: Number.isSafeInteger(minSize) && minSize > 0 ? minSize : 0,
    since: isDate(since) ? startOfDay(since) : null,
    changed: isDate(since) && query.get("changed") === "yes",
  };
}
