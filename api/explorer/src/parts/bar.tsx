/** A share in [0, 1] as a bar beside its number. */

import { percent, score } from "./numbers.ts";

interface Props {
  share: number;
  as?: "percent" | "score";
  /** Bars of what speaks against look different. */
  side?: "for" | "against";
  wide?: boolean;
  /** What stands beside it in place of its number. */
  label?: string;
}

export function Bar({ share, as = "percent", side = "for", wide = false, label }: Props) {
  const width = `${100 * Math.min(Math.max(share, 0), 1)}%`;
  return (
    <span class={`bar ${side}${wide ? " wide" : ""}`}>
      <span class="track" aria-hidden="true">
        <span style={{ width }} />
      </span>
      {label ?? (as === "score" ? score(share) : percent(share))}
    </span>
  );
}
