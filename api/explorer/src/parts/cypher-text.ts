/** A query of the library with its parameters filled in, ready to be run elsewhere. */

export type Param = string | number | boolean | readonly string[];
export type Params = Readonly<Record<string, Param | undefined>>;

interface Declared {
  name: string;
  type: string;
  default: string | null;
}

/** `:param` lines, as Neo4j's own tools read them, and the text. The kind is none: it stands in the labels. */
export function runnable(declared: readonly Declared[], cypher: string, given: Params): string {
  const used = declared.filter(({ type }) => type !== "kind");
  const lines = used.map((param) => `:param ${param.name} => ${written(param, given[param.name])}`);
  return [...lines, ...(lines.length > 0 ? [""] : []), cypher.trim(), ""].join("\n");
}

function written(param: Declared, given: Param | undefined): string {
  const value = given ?? param.default;
  if (value === null || (given === undefined && value === "null")) return "null";
  if (param.type === "datetime") return String(Date.parse(String(value)));
  if (isPlain(param.type)) return String(value);
  return param.type.startsWith("list") ? `[${listed(value).map(quoted).join(", ")}]` : quoted(String(value));
}

/** A list, as it is or as somebody typed it: separated by commas, or as JSON. */
function listed(value: Param): readonly string[] {
  if (Array.isArray(value)) return value;
  const text = String(value);
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed.map(String);
  } catch {
    // It is no JSON.
  }
  return text.split(",").map((part) => part.trim());
}

function isPlain(type: string): boolean {
  return type === "integer" || type === "float" || type === "boolean";
}

function quoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `'${escaped}'`;
}
