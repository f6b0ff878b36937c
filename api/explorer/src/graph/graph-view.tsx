/** A picture with everything around it: the drawing or the table, the selected node in words, a legend and files. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../app/announce.ts";
import { count } from "../parts/numbers.ts";
import { Exports } from "./exports.tsx";
import "./graph.css";
import { Legend } from "./legend.tsx";
import { NodePanel } from "./node-panel.tsx";
import { NodeTable } from "./node-table.tsx";
import { neighboursOf, type Picture, type PictureNode, withoutKinds } from "./picture.ts";
import { Stage } from "./stage.tsx";
import { useSelected } from "./use-selected.ts";
import { useTheme } from "./use-theme.ts";
import { ViewSwitch } from "./view-switch.tsx";
import { hasWebGl } from "./webgl.ts";

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
  const [isDrawable, setIsDrawable] = useState(hasWebGl);
  const [isTable, setIsTable] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => withoutKinds(picture, hidden), [picture, hidden]);
  const neighbours = useMemo(() => neighboursOf(shown), [shown]);
  const { node, select } = useSelected(shown);
  const beside = node ? (neighbours.get(node.id) ?? []) : [];
  useEffect(() => {
    if (node) announce(`${node.label}, ${beside.length} edges`);
  }, [node, beside.length]);
  const walk = { picture: shown, name, selected: node?.id ?? null, onSelect: select };

  return (
    <section class="graph" ref={root} aria-label={name} aria-busy={isAwaited}>
      <div class="graph-tools">
        <ViewSwitch isTable={isTable || !isDrawable} isDrawable={isDrawable} onSwitch={setIsTable} />
        <span class="graph-quiet" aria-live="polite">
          {isAwaited ? "Reading…" : `${count(shown.nodes.length)} nodes, ${count(shown.edges.length)} edges`}
        </span>
        {theme && <Exports picture={shown} theme={theme} title={name} fileName={fileName} />}
      </div>
      {!isDrawable && <p class="graph-notice">This browser draws no WebGL, so the graph is shown as a table.</p>}
      <div class="graph-body">
        {(isTable || !isDrawable) && <NodeTable {...walk} onActivate={onActivate} />}
        {!isTable && isDrawable && theme && (
          <Stage {...walk} theme={theme} onActivate={onActivate} onCannotDraw={() => setIsDrawable(false)} />
        )}
        <aside class="graph-side" aria-label="Selected node and legend">
          <div class="graph-about">
            {!node && children}
            {node && (
              <NodePanel node={node} neighbours={beside} onSelect={select}>
                {about(node)}
              </NodePanel>
            )}
          </div>
          <Legend picture={picture} hidden={hidden} onHide={setHidden} />
        </aside>
      </div>
    </section>
  );
}
