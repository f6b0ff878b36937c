/** Asking one thing at a time: what is being asked, what came, and what was asked before. */

import { useEffect, useRef, useState } from "preact/hooks";
import { api, dataOf, isAbort } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import type { components } from "../api/schema.d.ts";
import { announce } from "../app/announce.ts";
import { counted } from "../parts/numbers.ts";
import { keepEarlier, readEarlier } from "./earlier.ts";
import { valuesOf } from "./values.ts";

type Schemas = components["schemas"];

/** A query of one's own: its text, and its parameters as they were typed. */
export interface Own {
  text: string;
  params: [name: string, value: string][];
}

export interface Result {
  /** Tells one result from the next. */
  number: number;
  columns: string[];
  rows: Record<string, unknown>[];
  truncated: boolean;
  graph: Schemas["AnswerGraph"] | null;
  /** How long it took, and how far it was let, in words. */
  caps: string;
}

export type Standing =
  | { state: "nothing" }
  | { state: "asked" }
  | { state: "there"; result: Result }
  | { state: "failed"; problem: Problem };

export interface Asking {
  standing: Standing;
  earlier: readonly Own[];
  askOwn(own: Own): void;
  askQuestion(name: string, params: Record<string, string>): void;
  cancel(): void;
}

type Answered = Omit<Result, "number">;

export function useAsking(): Asking {
  const [standing, setStanding] = useState<Standing>({ state: "nothing" });
  const [earlier, setEarlier] = useState<readonly Own[]>(readEarlier);
  const running = useRef<AbortController | null>(null);
  const count = useRef(0);
  useEffect(() => () => running.current?.abort(), []);

  const run = (load: (signal: AbortSignal) => Promise<Answered>) => {
    running.current?.abort();
    const stopped = new AbortController();
    running.current = stopped;
    setStanding({ state: "asked" });
    load(stopped.signal).then(
      (answered) => {
        if (stopped.signal.aborted) return;
        count.current += 1;
        announce(counted(answered.rows.length, "row"));
        setStanding({ state: "there", result: { ...answered, number: count.current } });
      },
      (thrown: unknown) => {
        if (!stopped.signal.aborted && !isAbort(thrown))
          setStanding({ state: "failed", problem: Problem.from(thrown) });
      },
    );
  };

  return {
    standing,
    earlier,
    askOwn: (own) => {
      setEarlier(keepEarlier(own));
      run((signal) => askOwn(own, signal));
    },
    askQuestion: (name, params) => run((signal) => askQuestion(name, params, signal)),
    cancel: () => {
      running.current?.abort();
      setStanding({ state: "nothing" });
    },
  };
}

async function askOwn(own: Own, signal: AbortSignal): Promise<Answered> {
  const body = { text: own.text, params: valuesOf(own.params) };
  const answer = await dataOf(api.POST("/v1/cypher", { body: body as Schemas["CypherBody"], signal }));
  const caps = `${answer.seconds.toFixed(2)} s; at most ${counted(answer.max_rows, "row")} and ${answer.timeout} s`;
  return { ...answer, caps };
}

async function askQuestion(name: string, params: Record<string, string>, signal: AbortSignal): Promise<Answered> {
  const began = performance.now();
  const path = { params: { path: { name } }, body: { params }, signal };
  const answer = await dataOf(api.POST("/v1/queries/{name}", path));
  return { ...answer, graph: null, caps: `${((performance.now() - began) / 1000).toFixed(2)} s` };
}
