/** A picture with everything around it: the drawing or the table, the selected node in words, a legend and files. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../app/announce.ts";
import { Exports } from "./exports.tsx";
import "./graph.css";
import { Legend } from "./legend.tsx";
import { NodePanel } from "./node-panel.tsx";
import { NodeTable } from "./node-table.tsx";
import { neighboursOf, type Picture, type PictureNode, successorOf, withoutKinds } from "./picture.ts";
import { Stage } from "./stage.tsx";
import { readTheme, type Theme, watchTheme } from "./theme.ts";
import { drawingHand } from "./webgl.ts";

interface Props {
  picture: Picture;
  /** What the graph shows, in one line. */
  name: string;
  fileName: string;
  /** Whether another picture is on its way. */
  isAwaited: boolean;
  /** What is said below the selected node's label. */
  about(node: PictureNode): ComponentChildren;
  /** What is said where nothing is selected. */
  children?: ComponentChildren;
  /** Open a node, or fold it back; null where nothing opens. */
  onActivate: ((id: string, fold: boolean) => void) | null;
}

export function GraphView({ picture, name, fileName, isAwaited, about, children, onActivate }: Props) {
  const root = useRef<HTMLElement>(null);
  const theme = useTheme(root);
  const hand = useMemo(drawingHand, []);
  const [isTable, setIsTable] = useState(hand === "none");
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => withoutKinds(picture, hidden), [picture, hidden]);
  const neighbours = useMemo(() => neighboursOf(shown), [shown]);
  const { node, select } = useSelected(shown);
  const edges = node ? (neighbours.get(node.id)?.length ?? 0) : 0;
  useEffect(() => {
    if (node) announce(`${node.label}, ${edges} edges`);
  }, [node, edges]);

  return (
    <section class="graph" ref={root} aria-label={name} aria-busy={isAwaited}>
      <div class="graph-tools">
        <ViewSwitch isTable={isTable} isDrawable={hand !== "none"} onSwitch={setIsTable} />
        <span class="graph-quiet" aria-live="polite">
          {isAwaited ? "Reading…" : `${shown.nodes.length} nodes, ${shown.edges.length} edges`}
        </span>
        {theme && <Exports picture={shown} theme={theme} title={name} fileName={fileName} />}
      </div>
      {hand === "none" && <p class="graph-notice">This browser draws no WebGL, so the graph is shown as a table.</p>}
      <div class="graph-body">
        {isTable ? (
          <div class="graph-rows">
            <NodeTable
              picture={shown}
              name={name}
              selected={node?.id ?? null}
              onSelect={select}
              onActivate={onActivate}
            />
          </div>
        ) : (
          theme && (
            <Stage
              picture={shown}
              theme={theme}
              isSoftware={hand === "software"}
              name={name}
              selected={node?.id ?? null}
              onSelect={select}
              onActivate={(id, fold) => onActivate?.(id, fold)}
            />
          )
        )}
        <aside class="graph-side" aria-label="Selected node and legend">
          <div class="graph-about">
            {node ? (
              <NodePanel node={node} neighbours={neighbours.get(node.id) ?? []} onSelect={select}>
                {about(node)}
              </NodePanel>
            ) : (
              children
            )}
          </div>
          <Legend picture={picture} hidden={hidden} onHide={setHidden} />
        </aside>
      </div>
    </section>
  );
}

interface SwitchProps {
  isTable: boolean;
  isDrawable: boolean;
  onSwitch(isTable: boolean): void;
}

function ViewSwitch({ isTable, isDrawable, onSwitch }: SwitchProps) {
  return (
    <div class="graph-switch">
      <button type="button" aria-pressed={!isTable} disabled={!isDrawable} onClick={() => onSwitch(false)}>
        Graph
      </button>
      <button type="button" aria-pressed={isTable} onClick={() => onSwitch(true)}>
        Table
      </button>
    </div>
  );
}

/** The selected node; where it was opened or folded away, the one that stands for it. */
function useSelected(picture: Picture): { node: PictureNode | undefined; select(id: string | null): void } {
  const [id, select] = useState<string | null>(null);
  const last = useRef<PictureNode | undefined>(undefined);
  const found = picture.nodes.find((one) => one.id === id);
  const node = found ?? (last.current && last.current.id === id ? successorOf(last.current, picture) : undefined);
  useEffect(() => {
    last.current = node;
    if (node) select(node.id);
  }, [node]);
  return { node, select };
}

function useTheme(root: { current: HTMLElement | null }): Theme | null {
  const [theme, setTheme] = useState<Theme | null>(null);
  useEffect(() => {
    const read = (): void => {
      if (root.current) setTheme(readTheme(root.current));
    };
    read();
    return watchTheme(read);
  }, [root]);
  return theme;
}
