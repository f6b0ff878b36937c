/** What the sizes of a kind count: users, or of moments how many times as many accounts as chance gives. */
export function sizeWords(kind: string): string {
  return kind === "moment" ? "times what chance gives" : "users";
}
