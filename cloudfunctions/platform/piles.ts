/**
 * Work that waits for the timer lies on piles, each a condition on one collection. What lies there is asked for all
 * piles in one round trip, however many jobs there are; a job runs only when something lies on one of its own.
 */
import { Collection, type FindOptions, innerStages, type Query } from './cloud'

export class Pile<Document extends { readonly _id: string }> {
  /**
   * @param condition of what waits at a time
   * @param options what is to be read of it, how much at once, the most urgent first
   */
  constructor(
    private readonly collection: Collection<Document>,
    private readonly condition: (now: Date) => Query,
    private readonly options: FindOptions = {},
  ) {}

  /** What waits there; at most as many as one run of the timer takes. */
  read(now: Date): Promise<Document[]> {
    return this.collection.find(this.condition(now), this.options)
  }

  /** Takes all that waits there away; tells how much it was. */
  remove(now: Date): Promise<number> {
    return this.collection.remove(this.condition(now))
  }

  /** Changes all that waits there; tells how much was modified. */
  change(now: Date, changes: Query): Promise<number> {
    return this.collection.changeEvery(this.condition(now), changes)
  }

  /** What to ask in order to know whether anything waits. */
  question(now: Date): { readonly from: string; readonly query: Query } {
    return { from: this.collection.name, query: this.condition(now) }
  }
}

export type AnyPile = Pick<Pile<never>, 'question'>

/** An aggregation begins with a document, whatever it is about; this collection has one once the timer has run. */
const anchor = new Collection<{ readonly _id: string }>('snapshots')

/**
 * On which of these piles something lies, asked in one round trip. `$lookup` with a condition that is the same for
 * every document is answered by the other collection's indexes:
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/reference-sdk-api/database/aggregate/Aggregate.lookup.html
 * @returns undefined when it could not be asked, since there was nothing to begin with
 */
export async function filledPiles(
  piles: readonly AnyPile[],
  now: Date,
): Promise<ReadonlySet<AnyPile> | undefined> {
  const [found] = await anchor.aggregate<Record<string, readonly unknown[]>>((stages) =>
    piles.reduce(
      (joined, pile, place) => {
        const { from, query } = pile.question(now)
        const pipeline = innerStages().match(query).limit(1).done()
        return joined.lookup({ from, pipeline, as: `pile${place}` })
      },
      stages.limit(1).project({ _id: 1 }),
    ),
  )
  return found && new Set(piles.filter((_, place) => (found[`pile${place}`] ?? []).length > 0))
}
