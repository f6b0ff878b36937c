/** A list that the API hands out in pages, read on as it is scrolled, and kept for coming back to. */

import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { Kept } from "./kept.ts";

export interface Page<Row> {
  items: Row[];
  next: string | null;
}

export type LoadPage<First> = (cursor: string | null, signal: AbortSignal) => Promise<First>;

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

type RowOf<First extends Page<unknown>> = First["items"][number];

interface Read<First extends Page<unknown>> {
  rows: readonly RowOf<First>[];
  first: First | null;
  next: string | null;
  done: boolean;
}

const kept = new Kept<unknown>(12, 300_000);
const NOTHING = { rows: [], first: null, next: null, done: false };

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
    if (reader.read.rows.length === 0 && !reader.read.done) reader.more();
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

function useReader<First extends Page<unknown>>(key: string, load: LoadPage<First>): Reader<First> {
  const held = useRef<Reader<First> | null>(null);
  if (held.current?.key !== key) held.current = new Reader(key, load);
  return held.current;
}

class Reader<First extends Page<unknown>> {
  readonly key: string;
  read: Read<First>;
  onChange: (failure: Problem | null) => void = () => {};
  readonly #load: LoadPage<First>;
  #stopped = new AbortController();
  #reading: Promise<void> | null = null;

  constructor(key: string, load: LoadPage<First>) {
    this.key = key;
    this.#load = load;
    // Only a reader of this key ever put a value there.
    this.read = (kept.get(key) as Read<First> | undefined) ?? NOTHING;
  }

  more(): Promise<void> {
    if (this.read.done) return Promise.resolve();
    this.#reading ??= this.#next().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async rest(): Promise<readonly RowOf<First>[]> {
    while (!this.read.done) {
      const before = this.read;
      await this.more();
      if (this.read === before) throw new Problem(0, { title: "The list could not be read to its end" });
    }
    return this.read.rows;
  }

  stop(): void {
    this.#stopped.abort();
    this.#stopped = new AbortController();
  }

  async #next(): Promise<void> {
    const { signal } = this.#stopped;
    try {
      const page = await this.#load(this.read.next, signal);
      const { rows, first } = this.read;
      this.read = { rows: [...rows, ...page.items], first: first ?? page, next: page.next, done: page.next === null };
      kept.set(this.key, this.read);
      this.onChange(null);
    } catch (thrown) {
      if (!signal.aborted && !isAbort(thrown)) this.onChange(Problem.from(thrown));
    }
  }
}
