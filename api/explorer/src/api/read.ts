/** What the page reads, one function for each route. */

import { api, dataOf } from "./client.ts";
import type { Page } from "./page.ts";
import type { AccountOfIdentifier, Argument, Case, Member, RunSummary, SharedIdentifier, Verdict } from "./types.ts";

/** Rows on a page of a long list. */
export const PAGE = 500;

export interface CaseFilter {
  verdict: Verdict | null;
  kind: string | null;
  minSize: number;
  since: string | null;
  changed: boolean;
}

export interface CasePage extends Page<Case> {
  now: string;
  total: number;
  verdicts: Record<string, number>;
}

export function listCases(filter: CaseFilter, cursor: string | null, signal: AbortSignal): Promise<CasePage> {
  const { verdict, kind, minSize, since, changed } = filter;
  const query = { limit: 100, cursor, verdict, kind, since, changed, min_size: minSize };
  return dataOf(api.GET("/v1/inbox", { params: { query: given(query) }, signal }));
}

export function search(text: string, signal: AbortSignal) {
  return dataOf(api.POST("/v1/search", { body: { text, limit: 20 }, signal }));
}

/** A query of the library with its text; one that is written for each kind, for this one or else the first. */
export async function getQueryText(name: string, kind: string | null, signal: AbortSignal) {
  const params = { path: { name }, query: given({ kind }) };
  const query = await dataOf(api.GET("/v1/queries/{name}", { params, signal }));
  // What a parameter is made of is not in the OpenAPI document.
  return { ...query, params: query.params as unknown as { name: string; type: string; default: string | null }[] };
}

export function getCluster(id: string, signal: AbortSignal) {
  return dataOf(api.GET("/v1/clusters/{cluster_id}", { params: { path: { cluster_id: id } }, signal }));
}

export async function getEvidence(
  id: string,
  signal: AbortSignal,
): Promise<{ evidence: Argument[]; against: Argument[] }> {
  const params = { path: { cluster_id: id } };
  const { evidence, against } = await dataOf(api.GET("/v1/clusters/{cluster_id}/evidence", { params, signal }));
  return { evidence: argumentsOf(evidence), against: argumentsOf(against) };
}

/** What a run has written down of a cluster, which the OpenAPI document calls JSON. */
function argumentsOf(list: readonly Record<string, unknown>[]): Argument[] {
  return list.map(({ code, weight, sentence }) => ({
    code: String(code),
    weight: Number(weight),
    sentence: String(sentence),
  }));
}

export async function listCampaigns(id: string, signal: AbortSignal) {
  const params = { path: { cluster_id: id } };
  return (await dataOf(api.GET("/v1/clusters/{cluster_id}/campaigns", { params, signal }))).items;
}

export async function listLineage(id: string, signal: AbortSignal) {
  const params = { path: { cluster_id: id } };
  return (await dataOf(api.GET("/v1/clusters/{cluster_id}/lineage", { params, signal }))).items;
}

interface MemberFilter {
  cluster: string;
  verdict: Verdict | null;
}

export function listMembers(
  { cluster, verdict }: MemberFilter,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page<Member>> {
  const params = { path: { cluster_id: cluster }, query: given({ limit: PAGE, cursor, verdict }) };
  return dataOf(api.GET("/v1/clusters/{cluster_id}/members", { params, signal }));
}

export function listSharedIdentifiers(
  cluster: string,
  limit: number,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page<SharedIdentifier>> {
  const params = { path: { cluster_id: cluster }, query: given({ limit, cursor }) };
  return dataOf(api.GET("/v1/clusters/{cluster_id}/identifiers", { params, signal }));
}

export function getAccount(id: string, signal: AbortSignal) {
  return dataOf(api.GET("/v1/accounts/{account_id}", { params: { path: { account_id: id } }, signal }));
}

export function getExplanation(id: string, signal: AbortSignal) {
  return dataOf(api.GET("/v1/accounts/{account_id}/explanation", { params: { path: { account_id: id } }, signal }));
}

export async function listClustersOfAccount(id: string, signal: AbortSignal) {
  const params = { path: { account_id: id } };
  return (await dataOf(api.GET("/v1/accounts/{account_id}/clusters", { params, signal }))).items;
}

export function listIdentifiersOfAccount(id: string, cursor: string | null, signal: AbortSignal) {
  const params = { path: { account_id: id }, query: given({ limit: PAGE, cursor }) };
  return dataOf(api.GET("/v1/accounts/{account_id}/identifiers", { params, signal }));
}

export function whatIf(id: string, without: string[], signal: AbortSignal) {
  const params = { path: { account_id: id } };
  return dataOf(api.POST("/v1/accounts/{account_id}/what-if", { params, body: { without }, signal }));
}

export function whyTied(one: string, other: string, signal: AbortSignal) {
  const params = { path: { account_id: one, other } };
  return dataOf(api.GET("/v1/accounts/{account_id}/why/{other}", { params, signal }));
}

export function getIdentifier(ref: string, signal: AbortSignal) {
  return dataOf(api.GET("/v1/identifiers/{ref}", { params: { path: { ref } }, signal }));
}

export function listAccountsOfIdentifier(
  ref: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page<AccountOfIdentifier>> {
  const params = { path: { ref }, query: given({ limit: PAGE, cursor }) };
  return dataOf(api.GET("/v1/identifiers/{ref}/accounts", { params, signal }));
}

export function getQuality(signal: AbortSignal) {
  return dataOf(api.GET("/v1/quality", { signal }));
}

export function listRuns(limit: number, cursor: string | null, signal: AbortSignal): Promise<Page<RunSummary>> {
  return dataOf(api.GET("/v1/runs", { params: { query: given({ limit, cursor }) }, signal }));
}

export function getRun(id: string, signal: AbortSignal) {
  return dataOf(api.GET("/v1/runs/{run_id}", { params: { path: { run_id: id } }, signal }));
}

type Given<Query> = { [Name in keyof Query]: Exclude<Query[Name], null> };

/** A query without the parameters that are null: they are not asked for. */
function given<Query extends Record<string, unknown>>(query: Query): Partial<Given<Query>> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)) as Partial<Given<Query>>;
}
