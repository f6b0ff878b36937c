/** The frame of a chart: caption, legend, the drawing at the width there is, and the same as a table. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Column } from "./columns.ts";
import { ShortTable } from "./short-table.tsx";

export interface Series {
  name: string;
  /** Which of the six series colours. */
  colour: number;
  /** Drawn as an outline or a dashed line, to be told apart without colour. */
  hollow?: boolean;
}

interface Props<Row> {
  caption: string;
  /** What the picture shows, for those who do not see it. */
  description: string;
  series: readonly Series[];
  height: number;
  table: { columns: readonly Column<Row>[]; rows: readonly Row[]; rowKey(row: Row): string; file: string };
  draw(width: number): ComponentChildren;
}

export function Figure<Row>({ caption, description, series, height, table, draw }: Props<Row>) {
  const id = useId();
  const { frame, width } = useWidth();
  return (
    <figure class="figure">
      <figcaption>{caption}</figcaption>
      {series.length > 1 && <Legend series={series} />}
      <div ref={frame} style={{ height: `${height}px` }}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-labelledby={`${id}-title ${id}-description`}>
            <title id={`${id}-title`}>{caption}</title>
            <desc id={`${id}-description`}>{description}</desc>
            {draw(width)}
          </svg>
        )}
      </div>
      <details>
        <summary>
          As a table<span class="unseen">: {caption}</span>
        </summary>
        <ShortTable caption={caption} {...table} />
      </details>
    </figure>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul class="legend">
      {series.map((one) => (
        <li key={one.name} class={`series-${one.colour}`}>
          <svg width="18" height="10" aria-hidden="true">
            <rect class={one.hollow ? "column hatched" : "column"} x="1" y="1" width="16" height="8" />
          </svg>
          {one.name}
        </li>
      ))}
    </ul>
  );
}

/** Width of an element in whole pixels, 0 until it is known. */
function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (frame.current === null) return;
    const sizes = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    sizes.observe(frame.current);
    return () => sizes.disconnect();
  }, []);
  return { frame, width };
}
