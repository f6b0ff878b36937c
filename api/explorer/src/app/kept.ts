/** The last so many things that were looked at, by name, for so long. */
export class Kept<Value> {
  readonly #most: number;
  readonly #milliseconds: number;
  readonly #values = new Map<string, { value: Value; at: number }>();

  constructor(most: number, milliseconds: number) {
    this.#most = most;
    this.#milliseconds = milliseconds;
  }

  get(name: string): Value | undefined {
    const held = this.#values.get(name);
    if (held === undefined || Date.now() - held.at > this.#milliseconds) return undefined;
    this.#values.delete(name);
    this.#values.set(name, held);
    return held.value;
  }

  set(name: string, value: Value): void {
    this.#values.delete(name);
    this.#values.set(name, { value, at: Date.now() });
    const oldest = this.#values.keys().next();
    if (this.#values.size > this.#most && !oldest.done) this.#values.delete(oldest.value);
  }
}
