import type { Shape } from "./picture.ts";
import { slotOf } from "./theme.ts";

/** The sign of a node beside its words: the same shape and colour as in the drawing. */
export function Mark({ shape, kind }: { shape: Shape; kind: string }) {
  const colour = shape === "circle" ? "accounts" : `kind-${slotOf(kind) + 1}`;
  return (
    <span
      class={`graph-mark graph-mark-${shape}`}
      style={{ background: `var(--graph-${colour})` }}
      aria-hidden="true"
    />
  );
}
