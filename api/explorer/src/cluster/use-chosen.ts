/** The members that were chosen in a cluster's list, kept while the page is open: Back finds them chosen still. */

import { useState } from "preact/hooks";
import { toggled } from "../parts/toggled.ts";

interface Chosen {
  keys: ReadonlySet<string>;
  toggle(account: string): void;
  clear(): void;
}

const NONE: ReadonlySet<string> = new Set();

let kept: ReadonlyMap<string, ReadonlySet<string>> = new Map();

export function useChosen(cluster: string): Chosen {
  const [all, setAll] = useState(kept);
  const keys = all.get(cluster) ?? NONE;
  const choose = (chosen: ReadonlySet<string>) => {
    kept = new Map([...kept, [cluster, chosen]]);
    setAll(kept);
  };
  return { keys, toggle: (account) => choose(toggled(keys, account)), clear: () => choose(NONE) };
}
