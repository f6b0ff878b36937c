/** A plane in squares, of which each is free or taken: what is written on one square is not written over. */

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where a line of text stands: from its start, at an angle, so many pixels. */
export interface Stroke {
  readonly start: Place;
  readonly angle: number;
  readonly length: number;
}

/** Pixels of a square's side. */
export const CELL = 12;
const ROW = 2 ** 20;
/** Half of the height of text, in pixels. */
const HALF = 5.5;

export class Cells {
  readonly #taken = new Set<number>();
  readonly #written = new Set<number>();

  takeSquare(middle: Place, radius: number): void {
    for (let x = -radius; x < radius + CELL; x += CELL) {
      for (let y = -radius; y < radius + CELL; y += CELL) {
        this.#taken.add(cellAt(middle.x + Math.min(x, radius), middle.y + Math.min(y, radius)));
      }
    }
  }

  /** How many of the cells along a stroke are taken. */
  taken(stroke: Stroke): number {
    return cellsOf(stroke).filter((cell) => this.#taken.has(cell)).length;
  }

  /** Whether other text stands along a stroke already. */
  isWritten(stroke: Stroke): boolean {
    return cellsOf(stroke).some((cell) => this.#written.has(cell));
  }

  write(stroke: Stroke): void {
    for (const cell of cellsOf(stroke)) {
      this.#taken.add(cell);
      this.#written.add(cell);
    }
  }
}

/** Text is about as high as a square, so it nearly always reaches into two rows of them. */
function cellsOf({ start, angle, length }: Stroke): number[] {
  const [along, aside] = [Math.cos(angle), Math.sin(angle)];
  const cells = new Set<number>();
  for (let far = 0; far < length + CELL / 2; far += CELL / 2) {
    const on = Math.min(far, length);
    for (const half of [-HALF, HALF]) {
      cells.add(cellAt(start.x + on * along - half * aside, start.y + on * aside + half * along));
    }
  }
  return [...cells];
}

function cellAt(x: number, y: number): number {
  return Math.floor(y / CELL) * ROW + Math.floor(x / CELL);
}
