/**
 * JSON whose whole numbers keep all their digits: one that is too large for a number is a bigint. A store's whole numbers
 * have 64 bits, a number of JavaScript keeps 53. A browser without the source text of JSON values (before 2025) reads
 * and writes such numbers as it always did.
 */

const WHOLE = /^-?\d+$/;

interface RawJson {
  rawJSON?(text: string): unknown;
}

/** The value of a JSON text. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_, value: unknown, context?: { source?: string }) => {
    const source = context?.source;
    if (typeof value !== "number" || Number.isSafeInteger(value) || source === undefined) return value;
    return WHOLE.test(source) ? BigInt(source) : value;
  });
}

/** The JSON text of a value. */
export function writeExact(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "bigint") return part;
    const text = String(part);
    return (JSON as RawJson).rawJSON?.(text) ?? Number(text);
  });
}
