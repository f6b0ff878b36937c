/** What a part of a view asked for: awaited, there, or failed. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { isAbort } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { Kept } from "./kept.ts";

export type Answer<T> = { again(): void } & (
  | { state: "awaited" }
  | { state: "there"; value: T }
  | { state: "failed"; problem: Problem }
);

type Settled<T> = { key: string } & ({ state: "there"; value: T } | { state: "failed"; problem: Problem });

const kept = new Kept<unknown>(60, 600_000);

/**
 * Ask whenever the key changes; the key has to say all that the answer depends on. A key asked for before is answered
 * from memory until the new answer is there, so that going back shows at once what was seen.
 */
export function useAnswer<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [settled, setSettled] = useState<Settled<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stopped = new AbortController();
    load(stopped.signal).then(
      (value) => {
        kept.set(key, value);
        if (!stopped.signal.aborted) setSettled({ key, state: "there", value });
      },
      (thrown: unknown) => {
        if (!stopped.signal.aborted && !isAbort(thrown))
          setSettled({ key, state: "failed", problem: Problem.from(thrown) });
      },
    );
    return () => stopped.abort();
  }, [key, attempt]);
  const again = useCallback(() => {
    setSettled(null);
    setAttempt((number) => number + 1);
  }, []);
  return { ...shown(settled, key), again };
}

function shown<T>(settled: Settled<T> | null, key: string) {
  if (settled?.key === key) return settled;
  // Only `load` of this key ever put a value there, and what it gives is a T.
  const before = kept.get(key) as T | undefined;
  return before === undefined ? { state: "awaited" as const } : { state: "there" as const, value: before };
}
