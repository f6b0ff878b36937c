import assert from "node:assert/strict";
import { test } from "node:test";
import { edgesAsCsv, nodesAsCsv } from "./export-csv.ts";
import { asGraphml } from "./export-graphml.ts";
import { asSvg } from "./export-svg.ts";
import type { Picture } from "./picture.ts";
import { edge, HOSTILE, node, picture, pictureOf3 } from "./test-picture.ts";
import type { Theme } from "./theme.ts";

const THEME: Theme = {
  ground: "#fff",
  text: "#000",
  muted: "#555",
  edge: "#ccc",
  accounts: "#888",
  flagged: "#c00",
  focus: "#00c",
  kinds: Array(11).fill("#0a0"),
};

function hostile(): Picture {
  const nodes = [
    node(HOSTILE, { data: { id: HOSTILE, label: HOSTILE, hub: true, count: 2, ref: null } }),
    node("b", { x: 1, data: { id: "b", label: "=1+1", hub: false, count: 1, ref: "r" } }),
  ];
  return picture(nodes, [edge(HOSTILE, "b", { label: HOSTILE, data: { label: HOSTILE, uses: 1.5 } })]);
}

/** What an XML text would be if its elements and escapes were taken out: there must be no other mark-up left. */
function tags(xml: string): string[] {
  return [...new Set([...xml.matchAll(/<\/?([\w!?][\w.-]*)/g)].map((match) => match[1] ?? ""))].sort();
}

test("the SVG holds hostile labels as text and nothing but its own elements", () => {
  const svg = asSvg(hostile(), THEME, HOSTILE);
  assert.deepEqual(tags(svg), ["circle", "g", "line", "rect", "svg", "text", "title"]);
  assert.ok(!svg.includes("\u0000"));
  assert.ok(svg.includes("&lt;script&gt;"));
  assert.doesNotMatch(svg, /&(?!(amp|lt|gt|quot|#39);)/);
});

test("the SVG shows each node, each edge, the flagged part and the labels there is room for", () => {
  const svg = asSvg(pictureOf3(), THEME, "three");
  assert.equal(svg.match(/<line /g)?.length, 1);
  const [drawing, legend] = svg.split('<g class="legend"');
  assert.equal(drawing?.match(/<circle /g)?.length, 2);
  assert.ok(legend?.includes(">account (43)</text>") && legend.includes(">ip (1)</text>"));
  assert.equal(svg.match(/<path /g)?.length, 1);
  assert.ok(svg.includes(">12 accounts by 1 ip</text>"));
});

test("the GraphML declares each column once with its type, and holds hostile values as text", () => {
  const graphml = asGraphml(hostile());
  assert.deepEqual(tags(graphml), ["?xml", "data", "edge", "graph", "graphml", "key", "node"]);
  assert.ok(graphml.includes('<key id="node-hub" for="node" attr.name="hub" attr.type="boolean"/>'));
  assert.ok(graphml.includes('<key id="node-count" for="node" attr.name="count" attr.type="long"/>'));
  assert.ok(graphml.includes('<key id="edge-uses" for="edge" attr.name="uses" attr.type="double"/>'));
  assert.ok(!graphml.includes("\u0000"));
  assert.ok(graphml.includes('edgedefault="undirected"'));
  assert.ok(asGraphml({ ...hostile(), isDirected: true }).includes('edgedefault="directed"'));
});

test("ids that differ by a line break alone stay different in the GraphML", () => {
  const graphml = asGraphml(picture([node("a\nb"), node("a b")]));
  assert.ok(graphml.includes('id="a&#10;b"') && graphml.includes('id="a b"'));
});

test("the CSV tables have a column for each datum, and no field is a formula", () => {
  const [head, first, second] = nodesAsCsv(hostile()).split("\r\n");
  assert.equal(head, "id,label,hub,count,ref");
  assert.ok(first?.startsWith('"</data><script>alert(""1"")</script>'));
  assert.equal(second, "b,'=1+1,false,1,r");
  assert.equal(edgesAsCsv(pictureOf3()).split("\r\n")[1], "a.0>i.ip,a.0,i.ip,12 accounts by 1 ip,12");
});
