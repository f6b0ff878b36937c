/** What an analyst asked: it stands above its answer, which outlives what stands in the form. */

import type { Question } from "./questions.ts";
import { usedIn } from "./values.ts";

/** A query of one's own: its text, and its parameters as they were typed. */
export interface Own {
  text: string;
  params: [name: string, value: string][];
}

/** Values as they were typed into a form, by the name of the parameter. */
export type Filled = Readonly<Record<string, string>>;

/** A question of the library as it is asked. */
export interface AskedQuestion {
  name: string;
  params: Filled;
}

export type Asked = AskedQuestion | Own;

/** A query of one's own with the parameters that its text uses, and no others. */
export function askedOwn({ text, params }: Own): Own {
  const typed = new Map(params);
  return { text, params: usedIn(text).map((name) => [name, typed.get(name) ?? ""]) };
}

/** A question with those of its parameters that are filled in. */
export function askedQuestion({ name, params }: Pick<Question, "name" | "params">, filled: Filled): AskedQuestion {
  const typed = params.map((param): [string, string] => [param.name, filled[param.name] ?? ""]);
  return { name, params: Object.fromEntries(typed.filter(([, value]) => value.trim() !== "")) };
}

/** Whether one asks just what the other does. */
export function isSame(one: Asked, other: Asked): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The question in words or the text, and each parameter with its value. */
export function told(asked: Asked): { what: string; params: [name: string, value: string][] } {
  return "text" in asked
    ? { what: asked.text, params: asked.params }
    : { what: words(asked.name), params: Object.entries(asked.params).map(([name, value]) => [words(name), value]) };
}

function words(name: string): string {
  return name.replaceAll("_", " ");
}
