/**
 * What was written at the analyst's desk, kept while the page is open: whoever opens an account from an answer and comes
 * back finds it again. It stays out of the URL: it may hold raw identifiers.
 */

import { useState } from "preact/hooks";
import type { Filled, Own } from "./asked.ts";

interface Desk {
  own: Own;
  /** What was filled into the forms of questions, by where each stands in the history. */
  filled: Readonly<Record<string, Filled>>;
}

let kept: Desk = {
  own: {
    text: "MATCH p = (a:Account)-[:USED]->(d:Device)\nRETURN p\nORDER BY a.id, d.id\nLIMIT 25",
    params: [],
  },
  filled: {},
};

/** The desk, and how to change a part of it from what it is at that moment. */
export function useDesk(): [desk: Desk, change: (write: (desk: Desk) => Partial<Desk>) => void] {
  const [desk, setDesk] = useState(kept);
  const change = (write: (desk: Desk) => Partial<Desk>) => {
    kept = { ...kept, ...write(kept) };
    setDesk(kept);
  };
  return [desk, change];
}
