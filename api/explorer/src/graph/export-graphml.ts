/** The graph as GraphML, for Gephi, yEd, networkx and igraph. */

import { columnsOf, type DataRow, type Picture } from "./picture.ts";
import { element, escaped } from "./xml.ts";

type Owner = "node" | "edge";

export function asGraphml(picture: Picture): string {
  const nodes = picture.nodes.map((node) => ({ attributes: { id: node.id }, data: node.data }));
  const edges = picture.edges.map(({ id, source, target, data }) => ({ attributes: { id, source, target }, data }));
  const inside = [
    ...keys(
      "node",
      picture.nodes.map((node) => node.data),
    ),
    ...keys(
      "edge",
      picture.edges.map((edge) => edge.data),
    ),
    element(
      "graph",
      { id: "G", edgedefault: picture.isDirected ? "directed" : "undirected" },
      [
        ...nodes.map(({ attributes, data }) => element("node", attributes, written("node", data))),
        ...edges.map(({ attributes, data }) => element("edge", attributes, written("edge", data))),
      ].join("\n"),
    ),
  ].join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("graphml", { xmlns: "http://graphml.graphdrawing.org/xmlns" }, inside)}\n`;
}

/** Declare the columns; a node's `kind` and an edge's are two declarations. */
function keys(owner: Owner, rows: readonly DataRow[]): string[] {
  return columnsOf(rows).map((column) =>
    element("key", { id: keyOf(owner, column), for: owner, "attr.name": column, "attr.type": typeOf(rows, column) }),
  );
}

function typeOf(rows: readonly DataRow[], column: string): string {
  const values = rows.map((row) => row[column] ?? null).filter((value) => value !== null);
  if (values.every((value) => typeof value === "boolean")) return values.length > 0 ? "boolean" : "string";
  if (values.every((value) => Number.isInteger(value))) return "long";
  return values.every((value) => typeof value === "number") ? "double" : "string";
}

function written(owner: Owner, data: DataRow): string {
  const given = Object.entries(data).filter(([, value]) => value !== null);
  return given
    .map(([column, value]) => element("data", { key: keyOf(owner, column) }, escaped(String(value))))
    .join("");
}

function keyOf(owner: Owner, column: string): string {
  return `${owner}-${column}`;
}
