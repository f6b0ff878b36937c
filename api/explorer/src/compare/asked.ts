/** What is compared, as the query of the URL says. */

import { isDate } from "../parts/times.ts";

type Asked =
  | { what: "accounts"; accounts: string[] }
  | { what: "clusters"; cluster: string; other: string }
  | { what: "times"; cluster: string; at: string }
  | { what: "nothing"; said: string };

export function askedOf(query: URLSearchParams): Asked {
  const accounts = named(query, "accounts");
  if (accounts.length > 1) return { what: "accounts", accounts };
  const [cluster, other] = named(query, "clusters");
  if (cluster !== undefined && other !== undefined) return { what: "clusters", cluster, other };
  const one = query.get("cluster");
  const at = query.get("at") ?? "";
  if (one !== null && isDate(at)) return { what: "times", cluster: one, at };
  return { what: "nothing", said: missing(accounts.length > 0, cluster !== undefined, one !== null) };
}

function missing(hasAccount: boolean, hasClusters: boolean, hasCluster: boolean): string {
  if (hasAccount) return "Accounts are compared with each other: name another one.";
  if (hasClusters) return "Clusters are compared with each other: name another one.";
  if (hasCluster) return "A cluster is compared with itself at an earlier day: choose one.";
  return "Say above what to compare. Members of a cluster can also be chosen in its list.";
}

/** The ids of a parameter that is repeated, each once and as it is: an id may hold blanks and commas. */
export function named(query: URLSearchParams, parameter: string): string[] {
  return [...new Set(query.getAll(parameter))].filter((id) => id !== "");
}

/** Ids as somebody types them, each once: on lines of their own, or else separated by commas and blanks. */
export function typed(text: string): string[] {
  const ids = /[\r\n]/.test(text.trim()) ? text.split(/[\r\n]+/) : text.split(/[\s,]+/);
  return [...new Set(ids.map((id) => id.trim()))].filter((id) => id !== "");
}
