/** The colours of the page as WebGL and files need them: plain ones, read from its CSS custom properties. */

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
const COLOURS = 11;

/** Kinds that linkage brings keep their colour everywhere; a derived kind has a shade of the kind it comes from. */
const SLOTS: Readonly<Record<string, number>> = {
  device: 0,
  ip: 1,
  payment: 2,
  email: 3,
  phone: 4,
  cookie: 5,
  address: 6,
  api_client: 7,
  ip_network: 8,
  card_issuer: 9,
  email_domain: 10,
  email_pattern: 10,
};

/** Which of the colours a kind has; one that a mapping file declares gets it by its name. */
export function slotOf(kind: string): number {
  const known = SLOTS[kind];
  if (known !== undefined) return known;
  return [...kind].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7) % OBSERVED;
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
