/** XML written from values: nothing in them can become markup. */

/** What XML 1.0 cannot hold, even escaped; lone halves of surrogate pairs among it. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escaped(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd").replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

export type Attributes = Readonly<Record<string, string | number>>;

/** One element; `inside` is XML already. */
export function element(name: string, attributes: Attributes, inside = ""): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${quoted(String(value))}"`);
  return inside === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${inside}</${name}>`;
}

/** Readers make blanks of line breaks and tabs in an attribute, unless they are written as numbers. */
function quoted(text: string): string {
  return escaped(text).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
