/** The questions of the library that the page asks by name: what each takes and what a row of its answer holds. */

import { api, dataOf } from "./client.ts";
import type { Verdict } from "./types.ts";

export interface Questions {
  list_accounts_bridging_clusters: {
    params: { cluster: string; other_cluster: string };
    row: {
      account_id: string;
      cluster_id: string;
      verdict: Verdict;
      identifiers: number;
      kinds: number;
      labels: string[];
      refs: string[];
    };
  };
  list_bridges_between_clusters: {
    params: { cluster: string; other_cluster: string };
    row: IdentifierRow & { members: number; other_members: number; accounts: number };
  };
  list_changes_by_run: {
    params: { run?: string; limit?: number };
    row: {
      run_id: string;
      as_of: string | null;
      accounts: number;
      clusters: number;
      flagged: number;
      created: number;
      merged: number;
      split: number;
      continued: number;
      reborn: number;
    };
  };
  list_clusters_by_identifier: {
    params: { kind: string; identifier: string };
    row: {
      cluster_id: string;
      level: "operator" | "campaign";
      verdict: Verdict;
      score: number;
      size: number;
      members: number;
      first_seen: string;
      last_seen: string;
    };
  };
  list_honest_looking_members: {
    params: { cluster?: string; min_signs?: number; limit?: number };
    row: {
      account_id: string;
      cluster_id: string;
      verdict: Verdict;
      verified: unknown;
      plan: string | null;
      created_at: string | null;
      signs: number;
      strength: number;
      redundancy: number;
    };
  };
  list_identifiers_shared_by_accounts: {
    params: { accounts: string[]; min_accounts?: number; limit?: number };
    row: IdentifierRow & { shared_by: string[]; others: number };
  };
  list_members_of_cluster_since: {
    params: { cluster: string; since: string; limit?: number };
    row: {
      account_id: string;
      created_at: string | null;
      status: string | null;
      strength: number;
      verdict: Verdict;
      since: string;
    };
  };
  list_new_accounts_on_cluster: {
    params: { cluster: string; since: string; limit?: number };
    row: {
      account_id: string;
      created_at: string | null;
      status: string | null;
      identifiers: number;
      kinds: number;
      first_seen: string;
      clusters: string[];
    };
  };
  list_organisations_of_cluster: {
    params: { cluster: string; limit?: number };
    row: { org: string; members: number; flagged: number; verified: number; accounts: number };
  };
  list_overlap_of_clusters: {
    params: { cluster: string; other_cluster: string };
    row: { label: string; only_first: number; both: number; only_second: number; overlap: number };
  };
  list_state_of_cluster_at: {
    params: { cluster: string; at: string };
    row: { label: string; before: number; now: number };
  };
  list_timeline_of_account: {
    params: { account: string; limit?: number };
    row: { at: string; event: AccountEvent; label: string; name: string; count: number | null };
  };
  list_timeline_of_cluster: {
    params: { cluster: string; limit?: number };
    row: { day: string; created: number; banned: number; ended: number };
  };
}

export type AccountEvent = "created" | "first use" | "last use" | "acted" | "tied";
export type QuestionName = keyof Questions;
export type RowOf<Name extends QuestionName> = Questions[Name]["row"];
export type ParamsOf<Name extends QuestionName> = Questions[Name]["params"];

interface IdentifierRow {
  label: string;
  ref: string;
  value: string;
  first_seen: string;
  last_seen: string;
}

export interface Rows<Row> {
  rows: Row[];
  /** Whether there are more rows than were asked for. */
  truncated: boolean;
}

/** A limit that hardly an operator forbids: the cap is asked for only where more rows are wanted. */
const FEW = 100;

let cap: Promise<number> | null = null;

/** The parameters with a limit that keeps to the operator's cap, which the API refuses to go over. */
async function capped<P extends object>(params: P): Promise<P> {
  const limit = "limit" in params && typeof params.limit === "number" ? params.limit : 0;
  if (limit <= FEW) return params;
  cap ??= dataOf(api.GET("/v1/queries")).then(({ max_rows }) => max_rows);
  try {
    return { ...params, limit: Math.min(limit, await cap) };
  } catch (thrown) {
    cap = null;
    throw thrown;
  }
}

export async function ask<Name extends QuestionName>(
  name: Name,
  params: ParamsOf<Name>,
  signal: AbortSignal,
): Promise<Rows<RowOf<Name>>> {
  const { rows, truncated } = await dataOf(
    api.POST("/v1/queries/{name}", { params: { path: { name } }, body: { params: await capped(params) }, signal }),
  );
  // The columns of a question are declared in its file, not in the OpenAPI document: they are taken at their word here.
  return { rows: rows as RowOf<Name>[], truncated };
}
