/** A kind's name ("card_issuer") or its label in the graph ("CardIssuer") in words. */
export function kindWords(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}
