/** Every way to take one of each list, in the order of the lists; one empty way when there is no list. */
export function combinations<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  return lists.reduce<Item[][]>(
    (all, items) => all.flatMap((leading) => items.map((item) => [...leading, item])),
    [[]],
  )
}
