/** A text cut where it names something: every second piece is one of the names. */
export function splitNames(text: string, names: readonly string[]): string[] {
  const wanted = names.filter((name) => name !== "").sort((one, other) => other.length - one.length);
  const pieces: string[] = [];
  let plain = "";
  for (let place = 0; place < text.length; ) {
    const found = wanted.find((name) => text.startsWith(name, place));
    if (found === undefined) {
      plain += text[place];
      place += 1;
    } else {
      pieces.push(plain, found);
      plain = "";
      place += found.length;
    }
  }
  return [...pieces, plain];
}
