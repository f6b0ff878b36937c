/** A plane in squares, of which each is free or taken: what is written on one square is not written over. */

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels of a square's side. */
export const CELL = 12;
const ROW = 2 ** 20;

export class Cells {
  readonly #taken = new Set<number>();

  takeSquare(middle: Place, radius: number): void {
    for (let x = -radius; x < radius + CELL; x += CELL) {
      for (let y = -radius; y < radius + CELL; y += CELL) {
        this.#taken.add(cellAt(middle.x + Math.min(x, radius), middle.y + Math.min(y, radius)));
      }
    }
  }

  /** Take the cells along a stroke if they are all free, and say whether they were. */
  claim(start: Place, angle: number, length: number): boolean {
    const cells = new Set<number>();
    for (let far = 0; far <= length; far += CELL / 2) {
      cells.add(cellAt(start.x + far * Math.cos(angle), start.y + far * Math.sin(angle)));
    }
    for (const cell of cells) if (this.#taken.has(cell)) return false;
    for (const cell of cells) this.#taken.add(cell);
    return true;
  }
}

function cellAt(x: number, y: number): number {
  return Math.floor(y / CELL) * ROW + Math.floor(x / CELL);
}
