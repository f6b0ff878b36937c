/** A picture with everything around it: the drawing or the table, the selected node in words, a legend and files. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "../app/announce.ts";
import { counted } from "../parts/numbers.ts";
import { Exports } from "./exports.tsx";
import "./graph.css";
import { useKeptFocus } from "../parts/use-kept-focus.ts";
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
  const [obstacle, setObstacle] = useState(() => (hasWebGl() ? null : "it has no WebGL"));
  const [isTable, setIsTable] = useState(false);
  const isDrawn = !isTable && obstacle === null;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => withoutKinds(picture, hidden), [picture, hidden]);
  const neighbours = useMemo(() => neighboursOf(shown), [shown]);
  const { node, select } = useSelected(shown);
  const beside = node ? (neighbours.get(node.id) ?? []) : [];
  useEffect(() => {
    if (node) announce(`${node.label}, ${counted(beside.length, "edge")}`);
  }, [node, beside.length]);
  useKeptFocus(root, picture);
  const switchTo = (table: boolean): void => {
    setIsTable(table);
    if (!table && hasWebGl()) setObstacle(null);
  };
  const walk = { picture: shown, name, selected: node?.id ?? null, onSelect: select };

  return (
    <section class="graph" ref={root} tabIndex={-1} aria-label={name} aria-busy={isAwaited}>
      <div class="graph-tools">
        <ViewSwitch isTable={!isDrawn} onSwitch={switchTo} />
        <span class="graph-quiet" aria-live="polite">
          {isAwaited ? "Reading…" : `${counted(shown.nodes.length, "node")}, ${counted(shown.edges.length, "edge")}`}
        </span>
        {theme && <Exports picture={shown} theme={theme} title={name} fileName={fileName} />}
      </div>
      {obstacle !== null && !isTable && (
        <p class="graph-notice">This browser cannot draw the graph ({obstacle}), so it is shown as a table.</p>
      )}
      {shown.nodes.length === 0 && picture.nodes.length > 0 && (
        <p class="graph-notice">Every kind is hidden: show one of them to see what it ties.</p>
      )}
      <div class="graph-body">
        {!isDrawn && <NodeTable {...walk} neighbours={neighbours} onActivate={onActivate} />}
        {isDrawn && theme && <Stage {...walk} theme={theme} onActivate={onActivate} onCannotDraw={setObstacle} />}
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
