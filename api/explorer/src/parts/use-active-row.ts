/** The one row of a long table that the keys act on. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Kept } from "../app/kept.ts";
import { takesKeys } from "../app/takes-keys.ts";
import type { RowsInView } from "./use-rows-in-view.ts";

interface Asked<Row> {
  key: string;
  rows: readonly Row[];
  view: RowsInView;
  onOpen(row: Row): void;
  onMark: ((row: Row) => void) | undefined;
  pageKeys: boolean;
}

const actives = new Kept<number>(12, 600_000);

export function useActiveRow<Row>(asked: Asked<Row>) {
  const [row, setRow] = useState(actives.get(asked.key) ?? 0);
  // Keys may come faster than the page is drawn: where the last one went counts, not what is drawn.
  const at = useRef(row);
  // Rows and listeners outlast a drawing: what they do is what is asked for by then.
  const latest = useRef(asked);
  latest.current = asked;
  useEffect(() => {
    at.current = actives.get(asked.key) ?? 0;
    setRow(at.current);
  }, [asked.key]);

  const point = useCallback((to: number) => {
    const { key, rows, view } = latest.current;
    const next = Math.min(Math.max(to, 0), rows.length - 1);
    if (next < 0) return;
    at.current = next;
    actives.set(key, next);
    setRow(next);
    view.show(next);
  }, []);

  const act = (event: KeyboardEvent, moves: Record<string, number>): void => {
    const { rows, onOpen, onMark } = latest.current;
    const current = rows[at.current];
    const to = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
    if (to !== undefined) point(to);
    else if (event.key === "Enter" && current !== undefined) onOpen(current);
    else if (event.key === " " && current !== undefined && onMark !== undefined) onMark(current);
    else return;
    event.preventDefault();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const { current } = at;
    const { rows, view } = latest.current;
    const steps = { ArrowDown: current + 1, ArrowUp: current - 1 };
    const pages = { PageDown: current + view.page, PageUp: current - view.page };
    act(event, { ...steps, ...pages, Home: 0, End: rows.length - 1 });
  };

  usePageKeys(asked.pageKeys, (event) => {
    latest.current.view.frame.current?.querySelector("table")?.focus({ preventScroll: true });
    act(event, { j: at.current + 1, k: at.current - 1 });
  });

  return { row, point, onKeyDown };
}

/** Listens to j and k wherever the focus is; what is done has to be the same in every drawing. */
function usePageKeys(listens: boolean, onStep: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    if (!listens) return;
    const onPageKey = (event: KeyboardEvent) => {
      if (takesKeys(event.target) || event.defaultPrevented) return;
      if (event.key === "j" || event.key === "k") onStep(event);
    };
    window.addEventListener("keydown", onPageKey);
    return () => window.removeEventListener("keydown", onPageKey);
  }, [listens]);
}
