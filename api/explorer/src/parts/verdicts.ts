import type { Verdict } from "../api/types.ts";

/** All verdicts, the gravest first. */
export const VERDICTS: readonly Verdict[] = ["flagged", "watch", "clear"];

/** The verdict that the query of a URL names; null for none, and for what is no verdict. */
export function verdictOf(query: URLSearchParams): Verdict | null {
  return VERDICTS.find((verdict) => verdict === query.get("verdict")) ?? null;
}
