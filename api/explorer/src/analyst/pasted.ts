/** Cypher that was copied with its parameters in `:param` lines, as this page and Neo4j's own tools write them. */

import type { Own } from "./asked.ts";

const LINE = /^[ \t]*:param[ \t]+(\w+)[ \t]*=>[ \t]*(.*?);?[ \t]*$/gm;

/** The query with the values of such lines as its parameters, and without the lines. */
export function taken({ text, params }: Own): Own {
  const found = [...text.matchAll(LINE)].map(([, name, value]): [string, string] => [name ?? "", asJson(value ?? "")]);
  if (found.length === 0) return { text, params };
  return { text: text.replace(LINE, "").trimStart(), params: [...new Map([...params, ...found])] };
}

/** A literal of Cypher as JSON: text in single quotes, or a list of it; anything else reads alike in both. */
function asJson(literal: string): string {
  return literal.replace(/'((?:[^'\\]|\\.)*)'/g, (_, inside: string) => JSON.stringify(plain(inside)));
}

function plain(inside: string): string {
  return inside.replace(/\\(.)/g, (_, character: string) => ESCAPED[character] ?? character);
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
