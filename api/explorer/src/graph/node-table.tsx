/** The same graph as a table: for those who read or listen rather than look, and where nothing can be drawn. */

import { useState } from "preact/hooks";
import { kindWords } from "../parts/kind-words.ts";
import { count, percent } from "../parts/numbers.ts";
import { Mark } from "./mark.tsx";
import type { Neighbour, Picture, PictureNode } from "./picture.ts";

interface Props {
  picture: Picture;
  neighbours: ReadonlyMap<string, readonly Neighbour[]>;
  name: string;
  selected: string | null;
  onSelect(id: string): void;
  onActivate: ((id: string, fold: boolean) => void) | null;
}

export function NodeTable({ picture, neighbours, name, selected, onSelect, onActivate }: Props) {
  const hasShare = picture.nodes.some((node) => node.flaggedShare !== null);
  return (
    <div class="graph-rows">
      <table class="graph-table">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">Kind</th>
            <th scope="col">Stands for</th>
            {hasShare && <th scope="col">Flagged</th>}
            <th scope="col">Edges</th>
            {onActivate && <th scope="col">Open or fold</th>}
          </tr>
        </thead>
        <tbody>
          {picture.nodes.map((node) => (
            <tr key={node.id} data-selected={node.id === selected ? "" : undefined}>
              <th scope="row">
                <button
                  type="button"
                  class="graph-link"
                  aria-pressed={node.id === selected}
                  onClick={() => onSelect(node.id)}
                >
                  <Mark shape={node.shape} kind={node.kind} />
                  <bdi>{node.label}</bdi>
                </button>
                {node.hub && " (hub)"}
              </th>
              <td>{kindWords(node.kind)}</td>
              <td class="graph-figure">{count(node.count)}</td>
              {hasShare && <td class="graph-figure">{node.flaggedShare === null ? "" : percent(node.flaggedShare)}</td>}
              <td>
                <Edges neighbours={neighbours.get(node.id) ?? []} />
              </td>
              {onActivate && (
                <td>
                  <Actions node={node} onSelect={onSelect} onActivate={onActivate} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Edges({ neighbours }: { neighbours: readonly Neighbour[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{count(neighbours.length)}</summary>
      {isOpen && (
        <ul>
          {neighbours.map(({ edge, node }) => (
            <li key={edge.id}>
              <bdi>{node.label}</bdi>: <bdi>{edge.label}</bdi>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

interface ActionsProps {
  node: PictureNode;
  onSelect(id: string): void;
  onActivate(id: string, fold: boolean): void;
}

/** The node is selected too: what stands for it afterwards is then the row to go on from. */
function Actions({ node, onSelect, onActivate }: ActionsProps) {
  const act = (fold: boolean): void => {
    onSelect(node.id);
    onActivate(node.id, fold);
  };
  return (
    <>
      {node.canOpen && (
        <button type="button" onClick={() => act(false)} aria-label={`Open ${node.label}`}>
          Open
        </button>
      )}
      {node.parent !== null && (
        <button type="button" onClick={() => act(true)} aria-label={`Fold ${node.label} back`}>
          Fold
        </button>
      )}
    </>
  );
}
