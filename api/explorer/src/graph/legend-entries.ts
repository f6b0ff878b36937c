/** The kinds of what a picture shows, and how much there is of each: for its legend, on the page and in files. */

import { order, type Picture, type Shape } from "./picture.ts";

export interface LegendEntry {
  readonly kind: string;
  /** A circle for accounts, a square for identifiers. */
  readonly shape: Shape;
  readonly count: number;
}

export function legendOf(picture: Picture): LegendEntry[] {
  const found = new Map<string, LegendEntry>();
  for (const { kind, shape, count } of picture.nodes) {
    found.set(kind, {
      kind,
      shape: shape === "circle" ? shape : "square",
      count: (found.get(kind)?.count ?? 0) + count,
    });
  }
  return [...found.values()].sort((a, b) => order(a.shape, b.shape) || order(a.kind, b.kind));
}
