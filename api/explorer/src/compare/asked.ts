/** What is compared, as the query of the URL says. */

import { isDate } from "../parts/times.ts";

export type Asked =
  | { what: "accounts"; accounts: string[] }
  | { what: "clusters"; cluster: string; other: string }
  | { what: "times"; cluster: string; at: string }
  | { what: "nothing" };

export function askedOf(query: URLSearchParams): Asked {
  const accounts = listOf(query.getAll("accounts"));
  if (accounts.length > 1) return { what: "accounts", accounts };
  const [cluster, other] = listOf(query.getAll("clusters"));
  if (cluster !== undefined && other !== undefined) return { what: "clusters", cluster, other };
  const one = query.get("cluster");
  const at = query.get("at") ?? "";
  return one !== null && isDate(at) ? { what: "times", cluster: one, at } : { what: "nothing" };
}

/** Names that are repeated, separated by commas, or on lines of their own; each once. */
export function listOf(written: readonly string[]): string[] {
  const names = written.flatMap((text) => text.split(/[\s,]+/)).filter((name) => name !== "");
  return [...new Set(names)];
}
