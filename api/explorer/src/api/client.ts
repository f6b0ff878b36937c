/** The API as typed calls. Every answer is its data; every failure is a Problem. */

import createClient from "openapi-fetch";
import { fetchWithKey } from "./key.ts";
import { Problem } from "./problem.ts";
import type { paths } from "./schema.d.ts";

export const api = createClient<paths>({ fetch: fetchWithKey });

interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of a call of `api`; throws a Problem. */
export async function dataOf<T>(call: Promise<Fetched<T>>): Promise<T> {
  const { data, error, response } = await call.catch((thrown: unknown) => {
    throw isAbort(thrown) ? thrown : Problem.from(thrown);
  });
  if (data === undefined) throw Problem.of(response, error);
  return data;
}

/** Whether something was thrown only because nobody waits for the answer any more. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === "AbortError";
}
