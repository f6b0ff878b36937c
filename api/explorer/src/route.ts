/** Which view the hash of the URL names, and the hash of a view. What a view shows is in its query, to be shared. */

export type View =
  | "inbox"
  | "cluster"
  | "account"
  | "identifier"
  | "compare"
  | "analyst"
  | "quality"
  | "calibration"
  | "runs"
  | "run"
  | "unknown";

export interface Route {
  view: View;
  /** The cluster, account, reference or run; empty for a view without. */
  id: string;
  query: URLSearchParams;
}

/** Values of a query; null, undefined and "" leave a name out, a list repeats it. */
export type Query = Record<string, string | number | readonly string[] | null | undefined>;

const LISTS = new Map<string, View>([
  ["", "inbox"],
  ["inbox", "inbox"],
  ["compare", "compare"],
  ["analyst", "analyst"],
  ["quality", "quality"],
  ["calibration", "calibration"],
  ["runs", "runs"],
]);

const SINGLES = new Map<string, View>([
  ["cluster", "cluster"],
  ["account", "account"],
  ["identifier", "identifier"],
  ["runs", "run"],
]);

export function parseRoute(hash: string): Route {
  const [path, search] = cut(hash.replace(/^#\/?/, ""), "?");
  const [name, written] = cut(path, "/");
  const id = decoded(written);
  const view = (id === "" ? LISTS : SINGLES).get(name) ?? "unknown";
  return { view, id, query: new URLSearchParams(search) };
}

export function href(view: Exclude<View, "unknown">, id = "", query: Query = {}): string {
  const name = view === "run" ? "runs" : view;
  const path = id === "" ? name : `${name}/${encodeURIComponent(id)}`;
  const search = searchOf(query).toString();
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}

/** The same view with some of its query changed. */
export function withQuery(route: Route, change: Query): string {
  const query = new URLSearchParams(route.query);
  for (const name of Object.keys(change)) query.delete(name);
  for (const [name, value] of searchOf(change)) query.append(name, value);
  if (route.view === "unknown") return "#/";
  const kept: Record<string, string[]> = {};
  for (const name of query.keys()) kept[name] = query.getAll(name);
  return href(route.view, route.id, kept);
}

/** Whether two routes show the same thing, whatever their queries say about how. */
export function isSamePlace(one: Route, other: Route): boolean {
  return one.view === other.view && one.id === other.id;
}

function searchOf(query: Query): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") search.append(name, String(one));
    }
  }
  return search;
}

function cut(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  return place < 0 ? [text, ""] : [text.slice(0, place), text.slice(place + 1)];
}

/** A hash that somebody typed may not be decodable; it then names nothing that exists. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
