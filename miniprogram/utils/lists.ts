/** Lists that are edited one thing at a time; each change is a list of its own. */

/** A list with one of its things put before or behind its neighbour. */
export function moved<Item>(items: readonly Item[], place: number, by: number): Item[] {
  const others = items.filter((_item, at) => at !== place)
  const item = items[place]
  return item === undefined ? others : [...others.slice(0, place + by), item, ...others.slice(place + by)]
}

/** A list with one of its things changed. */
export const replaced = <Item>(items: readonly Item[], place: number, change: (item: Item) => Item): Item[] =>
  items.map((item, at) => (at === place ? change(item) : item))

/** A list without one of its things. */
export const without = <Item>(items: readonly Item[], place: number): Item[] =>
  items.filter((_item, at) => at !== place)
