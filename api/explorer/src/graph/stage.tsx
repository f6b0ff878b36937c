/** The drawn graph, to be looked at, pointed at and walked through by keys. */

import { useEffect, useRef } from "preact/hooks";
import { isDirection, nextNode } from "./direction.ts";
import { Drawing } from "./drawing.ts";
import type { Picture } from "./picture.ts";
import type { Theme } from "./theme.ts";
import { ZoomButtons } from "./zoom-buttons.tsx";

interface Props {
  picture: Picture;
  theme: Theme;
  name: string;
  selected: string | null;
  onSelect(id: string | null): void;
  /** Open the node, or fold it back into what it came out of. */
  onActivate: ((id: string, fold: boolean) => void) | null;
  /** It could not be drawn, for this reason. */
  onCannotDraw(reason: string): void;
}

export function Stage(props: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const view = useRef<Drawing["view"] | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!frame.current) return;
    try {
      drawing.current = new Drawing(frame.current, props.theme, {
        select: (id) => latest.current.onSelect(id),
        activate: (id) => latest.current.onActivate?.(id, false),
      });
      if (view.current) drawing.current.view = view.current;
    } catch (thrown) {
      // Sigma throws where the browser has no context to give: WebGL is switched off, or all contexts are taken.
      latest.current.onCannotDraw(thrown instanceof Error ? thrown.message : String(thrown));
    }
    return () => {
      view.current = drawing.current?.view ?? null;
      drawing.current?.end();
      drawing.current = null;
    };
  }, [props.theme]);
  // A new drawing, made for another theme, has to be shown the same picture again.
  useEffect(() => drawing.current?.show(props.picture), [props.picture, props.theme]);
  useEffect(() => drawing.current?.select(props.selected), [props.selected, props.theme]);

  return (
    <div class="graph-stage">
      <div
        ref={frame}
        class="graph-canvas"
        role="application"
        aria-roledescription="graph"
        aria-label={`${props.name}. Arrow keys go from node to node, Enter opens, Shift and Enter folds, Escape deselects, plus and minus zoom.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys walk through the graph, for which there is no element
        tabIndex={0}
        onKeyDown={(event) => handleKey(event, props, drawing.current)}
      />
      <ZoomButtons
        zoomIn={() => drawing.current?.zoomIn()}
        zoomOut={() => drawing.current?.zoomOut()}
        fit={() => drawing.current?.fit()}
      />
    </div>
  );
}

function handleKey(event: KeyboardEvent, props: Props, drawing: Drawing | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!isHandled(event, props, drawing)) return;
  event.preventDefault();
  event.stopPropagation();
}

function isHandled({ key, shiftKey }: KeyboardEvent, props: Props, drawing: Drawing | null): boolean {
  const { picture, selected, onSelect, onActivate } = props;
  if (isDirection(key)) {
    const next = nextNode(picture, selected, key);
    if (next) onSelect(next.id);
  } else if (key === "Enter" && selected !== null) onActivate?.(selected, shiftKey);
  else if (key === "Escape" && selected !== null) onSelect(null);
  else if (key === "+" || key === "=") drawing?.zoomIn();
  else if (key === "-") drawing?.zoomOut();
  else if (key === "0") drawing?.fit();
  else return false;
  return true;
}
