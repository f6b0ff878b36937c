/** Labels along an axis: only those that do not run into the one before, and none beyond the end. */

export interface Label {
  /** The middle of what it names, in pixels. */
  at: number;
  label: string;
}

interface PlacedLabel extends Label {
  anchor: "middle" | "end";
}

/** Pixels a character takes at most, in the size of chart labels. */
const CHARACTER = 6.8;
const APART = 10;

export function placed(labels: readonly Label[], width: number): PlacedLabel[] {
  const found: PlacedLabel[] = [];
  let taken = Number.NEGATIVE_INFINITY;
  for (const one of labels) {
    const length = one.label.length * CHARACTER;
    const anchor = one.at + length / 2 > width ? "end" : "middle";
    const start = one.at - (anchor === "end" ? length : length / 2);
    if (start < taken) continue;
    taken = start + length + APART;
    found.push({ ...one, anchor });
  }
  return found;
}
