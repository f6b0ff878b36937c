/** What a graph view draws, lists and writes to files: nodes that have their places, and the edges between them. */

export type Shape = "circle" | "square" | "diamond";
export type Datum = string | number | boolean | null;
/** What the server said of a node or an edge, for files and tables. */
export type DataRow = Readonly<Record<string, Datum>>;

export interface PictureNode {
  readonly id: string;
  readonly shape: Shape;
  /** The name of what it is: a kind of identifier, `account`, or another label of the graph. */
  readonly kind: string;
  readonly label: string;
  /** How many accounts or identifiers are folded in it; 1 for a single one. */
  readonly count: number;
  /** How large it is drawn, before the logarithm. */
  readonly weight: number;
  /** Which part of its accounts is flagged, in [0, 1]; null where that is not known or makes no sense. */
  readonly flaggedShare: number | null;
  readonly hub: boolean;
  readonly canOpen: boolean;
  /** The opened node it came out of. */
  readonly parent: string | null;
  /** About the middle, x in [-1.3, 1.3] and y, upwards, in [-1, 1]; nodes that were opened may lie farther out. */
  readonly x: number;
  readonly y: number;
  readonly data: DataRow;
}

export interface PictureEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** The kind of identifier that makes it; null for edges of other sorts. */
  readonly kind: string | null;
  readonly label: string;
  /** How many uses it stands for; 1 for a single one. */
  readonly uses: number;
  readonly data: DataRow;
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** Whether an edge leads from its source to its target, as relationships of the graph do. */
  readonly isDirected: boolean;
}

export const NO_PICTURE: Picture = { nodes: [], edges: [], isDirected: false };

/** Radius in pixels: grows with the logarithm, so that a group of 20,000 and a single account are both seen. */
export function radiusOf(node: PictureNode): number {
  return 5 + 2 * Math.log(Math.max(1, node.weight));
}

/** Width in pixels, by the logarithm of the uses. */
export function widthOf(edge: PictureEdge): number {
  return 0.8 + 0.25 * Math.log(Math.max(1, edge.uses));
}

/** The picture without identifiers of the hidden kinds, their edges, and accounts that nothing ties any longer. */
export function withoutKinds(picture: Picture, hidden: ReadonlySet<string>): Picture {
  if (hidden.size === 0) return picture;
  const shown = new Set(picture.nodes.filter((node) => !hidden.has(node.kind)).map((node) => node.id));
  const edges = picture.edges.filter((edge) => shown.has(edge.source) && shown.has(edge.target));
  const tied = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  const tiedBefore = new Set(picture.edges.flatMap((edge) => [edge.source, edge.target]));
  const isLeft = (id: string): boolean => shown.has(id) && (tied.has(id) || !tiedBefore.has(id));
  return { ...picture, nodes: picture.nodes.filter((node) => isLeft(node.id)), edges };
}

/** One node with its neighbours, and the edges between it and them. */
export function around(picture: Picture, id: string): Picture {
  const edges = picture.edges.filter((edge) => edge.source === id || edge.target === id);
  const near = new Set([id, ...edges.flatMap((edge) => [edge.source, edge.target])]);
  return { ...picture, nodes: picture.nodes.filter((node) => near.has(node.id)), edges };
}

/** What stands for a node that is gone: the first of its parts if it was opened, or what it was folded back into. */
export function successorOf(gone: PictureNode, picture: Picture): PictureNode | undefined {
  return picture.nodes.find((node) => node.parent === gone.id || node.id === gone.parent);
}

export interface Neighbour {
  readonly edge: PictureEdge;
  readonly node: PictureNode;
}

/** Each node's neighbours, the strongest edge first. */
export function neighboursOf(picture: Picture): ReadonlyMap<string, readonly Neighbour[]> {
  const byId = new Map(picture.nodes.map((node) => [node.id, node]));
  const found = new Map<string, Neighbour[]>(picture.nodes.map((node) => [node.id, []]));
  for (const edge of picture.edges) {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    if (!source || !target) continue;
    found.get(source.id)?.push({ edge, node: target });
    if (source !== target) found.get(target.id)?.push({ edge, node: source });
  }
  for (const list of found.values()) list.sort((a, b) => b.edge.uses - a.edge.uses || order(a.node.id, b.node.id));
  return found;
}

/** The names of all columns, in the order in which they come up. */
export function columnsOf(rows: readonly DataRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/** Order by code unit, the same everywhere. */
export function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
