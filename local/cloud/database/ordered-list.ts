/** A list that stays in order while it changes: short runs of items, so that no change has to move more than one run. */

/** Splitting later makes changes slower, splitting earlier the search. */
const mostInRun = 512

export class OrderedList<Item> {
  private readonly runs: Item[][] = []

  /** `items` must be in order already. */
  constructor(
    private readonly compare: (left: Item, right: Item) => number,
    items: readonly Item[] = [],
  ) {
    const half = mostInRun / 2
    for (let first = 0; first < items.length; first += half) this.runs.push(items.slice(first, first + half))
  }

  add(item: Item): void {
    const [number, position] = this.begin((other) => this.compare(other, item) >= 0)
    const run = this.runs[number]
    if (!run) this.runs.push([item])
    else {
      run.splice(position, 0, item)
      if (run.length > mostInRun) this.runs.splice(number + 1, 0, run.splice(mostInRun / 2))
    }
  }

  /** Removes the item that compares as equal, if there is one. */
  remove(item: Item): void {
    const [number, position] = this.begin((other) => this.compare(other, item) >= 0)
    const run = this.runs[number]
    const found = run?.[position]
    if (!run || found === undefined || this.compare(found, item) !== 0) return
    run.splice(position, 1)
    if (run.length === 0) this.runs.splice(number, 1)
  }

  /**
   * The items of one stretch, in order or the other way round; the list must not change meanwhile.
   * @param sideOf negative for what lies before the stretch, 0 within it, positive after it
   */
  *stretch(sideOf: (item: Item) => number, isBackwards = false): Generator<Item, void> {
    const [firstRun, first] = this.begin((item) => sideOf(item) >= 0)
    const [endRun, end] = this.begin((item) => sideOf(item) > 0)
    for (let count = 0; count <= endRun - firstRun; count += 1) {
      const number = isBackwards ? endRun - count : firstRun + count
      const run = this.runs[number] ?? []
      const items = run.slice(number === firstRun ? first : 0, number === endRun ? end : run.length)
      yield* isBackwards ? items.reverse() : items
    }
  }

  /** Where the items of a kind begin: in which run, and at which position of it; at the very end when there is none. */
  private begin(isOfKind: (item: Item) => boolean): [run: number, position: number] {
    const found = firstIndex(this.runs, (items) => isOfKind(items[items.length - 1] as Item))
    const run = Math.min(found, this.runs.length - 1)
    return [run, firstIndex(this.runs[run] ?? [], isOfKind)]
  }
}

/** Where the items of a kind begin, in a list that has all others before them; its length when there is none. */
export function firstIndex<Item>(items: readonly Item[], isOfKind: (item: Item) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isOfKind(items[middle] as Item)) high = middle
    else low = middle + 1
  }
  return low
}
