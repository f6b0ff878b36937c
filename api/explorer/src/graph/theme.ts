/** The colours of the page as WebGL and files need them: plain ones, read from its CSS custom properties. */

import { kindWords } from "../parts/kind-words.ts";

export interface Theme {
  readonly ground: string;
  readonly text: string;
  readonly muted: string;
  readonly edge: string;
  readonly accounts: string;
  readonly flagged: string;
  readonly focus: string;
  readonly kinds: readonly string[];
}

/** The colours of `graph.css`: of kinds that are observed, then of kinds derived from them. */
const OBSERVED = 8;
const COLOURS = 12;

/** Kinds that linkage brings keep their colour everywhere; a derived kind has a shade of the kind it comes from. */
const SLOTS: ReadonlyMap<string, number> = new Map([
  ["device", 0],
  ["ip", 1],
  ["payment", 2],
  ["email", 3],
  ["phone", 4],
  ["cookie", 5],
  ["address", 6],
  ["api client", 7],
  ["ip network", 8],
  ["network", 8],
  ["card issuer", 9],
  ["email domain", 10],
  ["email pattern", 11],
]);

/** Which of the colours a kind has, called by its name or its label; one that a mapping file declares gets it by that. */
export function slotOf(kind: string): number {
  const words = kindWords(kind);
  const known = SLOTS.get(words);
  if (known !== undefined) return known;
  return [...words].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7) % OBSERVED;
}

export function readTheme(page: HTMLElement): Theme {
  // A property may hold var() or light-dark(); only the computed colour of an element is a plain one.
  const probe = page.appendChild(page.ownerDocument.createElement("span"));
  const read = (name: string): string => {
    probe.style.color = `var(--graph-${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    ground: read("ground"),
    text: read("text"),
    muted: read("muted"),
    edge: read("edge"),
    accounts: read("accounts"),
    flagged: read("flagged"),
    focus: read("focus"),
    kinds: Array.from({ length: COLOURS }, (_, slot) => read(`kind-${slot + 1}`)),
  };
  probe.remove();
  return theme;
}

/** Call back whenever the page may have changed its colours; the answer stops that. */
export function watchTheme(changed: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const attributes = new MutationObserver(changed);
  dark.addEventListener("change", changed);
  attributes.observe(document.documentElement, { attributeFilter: ["class", "data-theme", "style"] });
  return () => {
    dark.removeEventListener("change", changed);
    attributes.disconnect();
  };
}

/** The colour of an edge: that of the kind that makes it. */
export function edgeColourOf(theme: Theme, edge: { readonly kind: string | null }): string {
  return edge.kind === null ? theme.edge : (theme.kinds[slotOf(edge.kind)] ?? theme.edge);
}

/** The colour of a node: accounts have one of their own, identifiers that of their kind. */
export function colourOf(theme: Theme, node: { readonly shape: string; readonly kind: string }): string {
  return node.shape === "circle" ? theme.accounts : (theme.kinds[slotOf(node.kind)] ?? theme.muted);
}
