/** Which rows of a long table its frame shows, followed as it scrolls; the place is kept for coming back. */

import { type MutableRef, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Kept } from "../app/kept.ts";
import { drawnTop, type RowRange, rowsInView, topShowing } from "./long-table-window.ts";

export interface RowsInView extends RowRange {
  frame: MutableRef<HTMLDivElement | null>;
  onScroll(): void;
  show(row: number): void;
  /** Rows that fit. */
  page: number;
}

const places = new Kept<number>(12, 600_000);

export function useRowsInView(key: string, rowHeight: number, headHeight: number, rows: number): RowsInView {
  const { frame, height } = useHeight();
  const [top, setTop] = useState(drawnTop(places.get(key) ?? 0, rowHeight));
  // Where to come back to, unless somebody scrolls before there are rows enough for it; and how far they reached.
  const goal = useRef<{ top: number; reached: number } | null>(null);
  const draw = () => setTop(drawnTop(frame.current?.scrollTop ?? 0, rowHeight));

  useLayoutEffect(() => {
    goal.current = { top: places.get(key) ?? 0, reached: 0 };
  }, [key]);
  // Rows that go take the frame along without an event.
  useLayoutEffect(() => {
    if (frame.current !== null && goal.current !== null) {
      const { top: wanted } = goal.current;
      frame.current.scrollTop = wanted;
      const reached = frame.current.scrollTop;
      goal.current = reached > wanted - 1 ? null : { top: wanted, reached };
    }
    draw();
  }, [key, rows, height]);

  const onScroll = () => {
    const now = frame.current?.scrollTop ?? 0;
    draw();
    if (goal.current?.reached === now) return;
    goal.current = null;
    places.set(key, now);
  };
  const show = (row: number) => {
    if (frame.current === null) return;
    goal.current = null;
    frame.current.scrollTop = topShowing(row, frame.current.scrollTop, height, rowHeight, headHeight);
    onScroll();
  };
  const page = Math.max(Math.floor((height - headHeight) / rowHeight) - 1, 1);
  return { ...rowsInView(top, height, rowHeight, rows), frame, onScroll, show, page };
}

/** A frame and its height in pixels. */
function useHeight() {
  const frame = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(480);
  useEffect(() => {
    if (frame.current === null) return;
    const sizes = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    sizes.observe(frame.current);
    return () => sizes.disconnect();
  }, []);
  return { frame, height };
}
