/** Which rows of a long table its frame shows, followed as it scrolls; the place is kept for coming back. */

import { type MutableRef, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Kept } from "../app/kept.ts";
import { rowsInView, topShowing, type Window } from "./long-table-window.ts";

export interface RowsInView extends Window {
  frame: MutableRef<HTMLDivElement | null>;
  onScroll(): void;
  show(row: number): void;
  /** Rows that fit. */
  page: number;
}

const places = new Kept<number>(12, 600_000);

export function useRowsInView(key: string, rowHeight: number, headHeight: number, rows: number): RowsInView {
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(places.get(key) ?? 0);
  const [height, setHeight] = useState(480);

  useEffect(() => {
    if (frame.current === null) return;
    const sizes = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    sizes.observe(frame.current);
    return () => sizes.disconnect();
  }, []);

  useLayoutEffect(() => {
    const start = places.get(key) ?? 0;
    setTop(start);
    if (frame.current !== null) frame.current.scrollTop = start;
  }, [key]);

  const follow = () => {
    const now = frame.current?.scrollTop ?? 0;
    places.set(key, now);
    setTop(now);
  };
  const show = (row: number) => {
    if (frame.current === null) return;
    frame.current.scrollTop = topShowing(row, frame.current.scrollTop, height, rowHeight, headHeight);
    follow();
  };
  const page = Math.max(Math.floor((height - headHeight) / rowHeight) - 1, 1);
  return { ...rowsInView(top, height, rowHeight, rows), frame, onScroll: follow, show, page };
}
