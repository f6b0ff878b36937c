/** The selected node in words, and what it is tied to. */

import type { ComponentChildren } from "preact";
import { counted } from "../parts/numbers.ts";
import { Mark } from "./mark.tsx";
import type { Neighbour, PictureNode } from "./picture.ts";

/** Neighbours listed at most; the table has them all. */
const MOST_LISTED = 40;

interface Props {
  node: PictureNode;
  neighbours: readonly Neighbour[];
  onSelect(id: string): void;
  /** Sentences, links and buttons for this node. */
  children: ComponentChildren;
}

export function NodePanel({ node, neighbours, onSelect, children }: Props) {
  const listed = neighbours.slice(0, MOST_LISTED);
  return (
    <>
      <h2 class="graph-selected">
        <Mark shape={node.shape} kind={node.kind} />
        <bdi>{node.label}</bdi>
      </h2>
      {children}
      <h3>{counted(neighbours.length, "edge")}</h3>
      <ul class="graph-neighbours">
        {listed.map(({ edge, node: other }) => (
          <li key={edge.id}>
            <button type="button" class="graph-link" onClick={() => onSelect(other.id)}>
              <Mark shape={other.shape} kind={other.kind} />
              <bdi>{other.label}</bdi>
            </button>{" "}
            <span class="graph-quiet">
              <bdi>{edge.label}</bdi>
            </span>
          </li>
        ))}
      </ul>
      {neighbours.length > MOST_LISTED && (
        <p class="graph-quiet">The {MOST_LISTED} of most uses; the table lists all.</p>
      )}
    </>
  );
}
