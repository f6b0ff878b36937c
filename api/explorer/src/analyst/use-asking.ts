/** Asking one thing at a time: what is being asked, what came, and what was asked before. */

import { useEffect, useRef, useState } from "preact/hooks";
import { api, dataOf, isAbort } from "../api/client.ts";
import { parseExact, writeExact } from "../api/exact.ts";
import { Problem } from "../api/problem.ts";
import type { components } from "../api/schema.d.ts";
import { announce } from "../app/announce.ts";
import { counted } from "../parts/numbers.ts";
import type { Asked, AskedQuestion, Own } from "./asked.ts";
import { keepEarlier, readEarlier } from "./earlier.ts";
import { valuesOf } from "./values.ts";

type Schemas = components["schemas"];

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
  | ({ asked: Asked } & (
      | { state: "asked" }
      | { state: "there"; result: Result }
      | { state: "failed"; problem: Problem }
    ));

export interface Asking {
  standing: Standing;
  earlier: readonly Own[];
  askOwn(own: Own): void;
  askQuestion(question: AskedQuestion): void;
  cancel(): void;
}

type Answered = Omit<Result, "number">;

/** Whole numbers of the store and of who asks keep all their digits. */
const EXACT = { parseAs: "text", bodySerializer: writeExact } as const;

const NOTHING: Standing = { state: "nothing" };

/** What came last, kept while the page is open: opening an account from an answer must not lose the answer. */
let settled: Standing = NOTHING;
let answers = 0;

export function useAsking(): Asking {
  const [standing, setStanding] = useState(settled);
  const [earlier, setEarlier] = useState<readonly Own[]>(readEarlier);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const settle = (next: Standing) => {
    settled = next;
    setStanding(next);
  };
  const run = (asked: Asked, load: (signal: AbortSignal) => Promise<Answered>) => {
    running.current?.abort();
    const stopped = new AbortController();
    running.current = stopped;
    settle(NOTHING);
    setStanding({ state: "asked", asked });
    load(stopped.signal).then(
      (answered) => {
        if (stopped.signal.aborted) return;
        answers += 1;
        announce(counted(answered.rows.length, "row"));
        settle({ state: "there", asked, result: { ...answered, number: answers } });
      },
      (thrown: unknown) => {
        if (!stopped.signal.aborted && !isAbort(thrown))
          settle({ state: "failed", asked, problem: Problem.from(thrown) });
      },
    );
  };

  return {
    standing,
    earlier,
    askOwn: (own) => {
      setEarlier(keepEarlier(own));
      run(own, (signal) => askOwn(own, signal));
    },
    askQuestion: (question) => run(question, (signal) => askQuestion(question, signal)),
    cancel: () => {
      running.current?.abort();
      settle(NOTHING);
    },
  };
}

async function askOwn(own: Own, signal: AbortSignal): Promise<Answered> {
  const body = { text: own.text, params: valuesOf(own.params) };
  const call = api.POST("/v1/cypher", { ...EXACT, body: body as Schemas["CypherBody"], signal });
  const answer = parseExact(await dataOf(call)) as Schemas["CypherReply"];
  const caps = `${answer.seconds.toFixed(2)} s; at most ${counted(answer.max_rows, "row")} and ${answer.timeout} s`;
  return { ...answer, caps };
}

async function askQuestion({ name, params }: AskedQuestion, signal: AbortSignal): Promise<Answered> {
  const began = performance.now();
  const call = api.POST("/v1/queries/{name}", { ...EXACT, params: { path: { name } }, body: { params }, signal });
  const answer = parseExact(await dataOf(call)) as Schemas["Reply"];
  return { ...answer, graph: null, caps: `${((performance.now() - began) / 1000).toFixed(2)} s` };
}
