/** Parameters as people type them: what reads as JSON is that value, anything else is text. */

import { parseExact } from "../api/exact.ts";

export type Value = string | number | bigint | boolean | null | Value[] | { [name: string]: Value };

export function valuesOf(params: readonly (readonly [name: string, value: string])[]): Record<string, Value> {
  const named = params.filter(([name]) => name.trim() !== "");
  return Object.fromEntries(named.map(([name, value]) => [name.trim(), readValue(value)]));
}

export function readValue(text: string): Value {
  try {
    return parseExact(text) as Value;
  } catch {
    return text;
  }
}

/** The parameters that a text of Cypher uses, each once, in order; a name within quotes or a comment counts too. */
export function usedIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\$(\w+)/g)].map(([, name]) => name ?? ""))];
}
