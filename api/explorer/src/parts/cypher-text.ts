/** A query of the library with its parameters filled in, ready to be run elsewhere. */

export type Param = string | number | boolean | readonly string[];
export type Params = Readonly<Record<string, Param | undefined>>;

interface Declared {
  name: string;
  type: string;
  default: string | null;
}

/** `:param` lines, as Neo4j's own tools read them, and the text. */
export function runnable(declared: readonly Declared[], cypher: string, given: Params): string {
  const lines = declared.map((param) => `:param ${param.name} => ${written(param, given[param.name])}`);
  return [...lines, ...(lines.length > 0 ? [""] : []), cypher.trim(), ""].join("\n");
}

function written(param: Declared, given: Param | undefined): string {
  const value = given ?? param.default;
  if (value === null) return "null";
  if (param.type === "datetime") return String(Date.parse(String(value)));
  if (isPlain(param.type)) return String(value);
  if (Array.isArray(value)) return `[${value.map(quoted).join(", ")}]`;
  return param.type.startsWith("list") ? `[${String(value).split(",").map(quoted).join(", ")}]` : quoted(String(value));
}

function isPlain(type: string): boolean {
  return type === "integer" || type === "float" || type === "boolean";
}

function quoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `'${escaped}'`;
}
