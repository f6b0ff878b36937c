/** Text as a canvas or an SVG file can bear it: short, and without characters that turn its neighbours around. */

const LONGEST = 36;
/** Directional marks, embeddings, overrides and isolates: in one line of drawn text they would reorder the rest. */
const DIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const CONTROL = /\p{Cc}+/gu;

/** One line of at most 36 characters. */
export function captionOf(text: string, longest = LONGEST): string {
  const plain = text
    .slice(0, 4 * longest)
    .replace(DIRECTIONAL, "")
    .replace(CONTROL, " ")
    .trim();
  const characters = [...plain];
  if (characters.length <= longest && text.length <= 4 * longest) return plain;
  return `${characters.slice(0, longest - 1).join("")}…`;
}
