/** A list that the API hands out in pages, read on as it is scrolled, and kept for coming back to. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Page } from "../api/page.ts";
import type { Problem } from "../api/problem.ts";
import { ListReader, type LoadPage, type RowOf } from "./list-reader.ts";

export interface Pages<Row, First = unknown> {
  /** What the list is of; another key is another list. */
  key: string;
  rows: readonly Row[];
  /** The first page, with what else the API says of the whole list; null until it is there. */
  first: First | null;
  /** Whether all rows are there. */
  done: boolean;
  problem: Problem | null;
  /** Read the next page, unless one is being read or none is left; also tries again after a problem. */
  more(): void;
  /** Read all that is left. */
  rest(): Promise<readonly Row[]>;
}

/** The pages of a list; the key has to say all that they depend on. */
export function usePages<First extends Page<unknown>>(key: string, load: LoadPage<First>): Pages<RowOf<First>, First> {
  const reader = useReader(key, load);
  const [, setChanges] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    reader.onChange = (failure) => {
      setProblem(failure);
      setChanges((number) => number + 1);
    };
    setProblem(null);
    void reader.begin();
    return () => reader.stop();
  }, [reader]);

  return {
    key,
    ...reader.read,
    problem,
    more: () => reader.more(),
    rest: () => reader.rest(),
  };
}

function useReader<First extends Page<unknown>>(key: string, load: LoadPage<First>): ListReader<First> {
  const held = useRef<ListReader<First> | null>(null);
  if (held.current?.key !== key) held.current = new ListReader(key, load);
  return held.current;
}
