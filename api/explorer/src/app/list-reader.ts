/** Reads a list page by page, and keeps what it read for whoever shows the list again. */

import { isAbort } from "../api/client.ts";
import type { Page } from "../api/page.ts";
import { Problem } from "../api/problem.ts";
import { Kept } from "./kept.ts";

/** Read the page that a cursor names, the first for null. */
export type LoadPage<First> = (cursor: string | null, signal: AbortSignal) => Promise<First>;

export type RowOf<First extends Page<unknown>> = First["items"][number];

interface Read<First extends Page<unknown>> {
  rows: readonly RowOf<First>[];
  first: First | null;
  next: string | null;
  done: boolean;
}

const kept = new Kept<unknown>(12, 300_000);
const NOTHING = { rows: [], first: null, next: null, done: false };

export class ListReader<First extends Page<unknown>> {
  readonly key: string;
  read: Read<First>;
  onChange: (failure: Problem | null) => void = () => {};
  readonly #load: LoadPage<First>;
  #stopped = new AbortController();
  #reading: Promise<void> | null = null;
  /** Whether what was kept was seen to be still so. */
  #isCurrent: boolean;
  #checking: Promise<void> | null = null;

  constructor(key: string, load: LoadPage<First>) {
    this.key = key;
    this.#load = load;
    // Only a reader of this key ever put a value there.
    this.read = (kept.get(key) as Read<First> | undefined) ?? NOTHING;
    this.#isCurrent = this.read === NOTHING;
  }

  /** Read the first page: again, where the list was kept. */
  begin(): Promise<void> {
    return this.#isCurrent ? this.more() : this.#telling((signal) => this.#check(signal));
  }

  /** Read the next page, unless one is being read or none is left; also tries again after a problem. */
  more(): Promise<void> {
    if (this.#isWhole()) return Promise.resolve();
    this.#reading ??= this.#telling((signal) => this.#readOn(signal)).finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** Read all that is left. */
  async rest(): Promise<readonly RowOf<First>[]> {
    while (!this.#isWhole()) {
      const before = this.read;
      await this.more();
      if (this.read === before && !this.#isWhole())
        throw new Problem(0, { title: "The list could not be read to its end" });
    }
    return this.read.rows;
  }

  /** Let go of what is being read: the list is not shown any more. */
  stop(): void {
    this.#stopped.abort();
    this.#stopped = new AbortController();
  }

  #isWhole(): boolean {
    return this.read.done && this.#isCurrent;
  }

  async #readOn(signal: AbortSignal): Promise<void> {
    if (!this.#isCurrent) await this.#check(signal);
    if (!this.read.done) this.#append(this.read, await this.#load(this.read.next, signal));
  }

  /** A run may have changed the list since it was kept: where its first page is another, all of it goes. */
  #check(signal: AbortSignal): Promise<void> {
    this.#checking ??= this.#load(null, signal)
      .then((first) => {
        if (JSON.stringify(first) !== JSON.stringify(this.read.first)) this.#append(NOTHING, first);
        this.#isCurrent = true;
      })
      .finally(() => {
        this.#checking = null;
      });
    return this.#checking;
  }

  #append({ rows, first }: Read<First>, page: First): void {
    this.read = { rows: [...rows, ...page.items], first: first ?? page, next: page.next, done: page.next === null };
    kept.set(this.key, this.read);
  }

  async #telling(act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#stopped;
    try {
      await act(signal);
      this.onChange(null);
    } catch (thrown) {
      if (!signal.aborted && !isAbort(thrown)) this.onChange(Problem.from(thrown));
    }
  }
}
