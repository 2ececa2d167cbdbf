/** The first items by an order, out of any number that come in any order, with memory bounded. */
export class KeptFirst<Item> {
  readonly #countMax: number;
  readonly #compare: (a: Item, b: Item) => number;
  readonly #items: Item[] = [];
  /** Past this one nothing is kept any more. */
  #last: Item | undefined;
  #leftOutCount = 0;

  constructor(countMax: number, compare: (a: Item, b: Item) => number) {
    this.#countMax = countMax;
    this.#compare = compare;
  }

  add(item: Item): void {
    if (!this.takes(item)) return;
    this.#items.push(item);
    if (this.#items.length >= 2 * this.#countMax) this.#prune();
  }

  /** False, and counted as left out, for what comes after all that is kept. */
  takes(item: Item): boolean {
    if (this.#last === undefined || this.#compare(item, this.#last) <= 0) return true;
    this.#leftOutCount++;
    return false;
  }

  first(): { readonly kept: readonly Item[]; readonly leftOutCount: number } {
    this.#prune();
    return { kept: [...this.#items], leftOutCount: this.#leftOutCount };
  }

  #prune(): void {
    this.#items.sort(this.#compare);
    if (this.#items.length < this.#countMax) return;
    this.#leftOutCount += this.#items.length - this.#countMax;
    this.#items.length = this.#countMax;
    this.#last = this.#items.at(-1);
  }
}
