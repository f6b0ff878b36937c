import { useEffect, useState } from "preact/hooks";
import { isAbort } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { search } from "../api/read.ts";
import type { Found } from "../api/types.ts";
import { counted } from "../parts/numbers.ts";
import { announce } from "./announce.ts";

export type SearchState =
  | { state: "awaited" }
  | { state: "there"; value: readonly Found[] }
  | { state: "failed"; problem: Problem };

/** Typing is over when so long nothing is typed. */
const PAUSE_MS = 150;
const AWAITED: SearchState = { state: "awaited" };

/** What a text finds, asked when typing pauses; nothing of it is kept, and no text is given what another found. */
export function useSearch(text: string): SearchState {
  const [found, setFound] = useState<{ by: string; result: SearchState }>({ by: "", result: AWAITED });
  const wanted = text.trim();
  useEffect(() => {
    setFound({ by: wanted, result: AWAITED });
    if (wanted === "") return;
    const stopped = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { items } = await search(wanted, stopped.signal);
        setFound({ by: wanted, result: { state: "there", value: items } });
        announce(items.length === 0 ? "Nothing found" : `${counted(items.length, "result")}`);
      } catch (thrown) {
        if (!isAbort(thrown)) setFound({ by: wanted, result: { state: "failed", problem: Problem.from(thrown) } });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [wanted]);
  return found.by === wanted ? found.result : AWAITED;
}
