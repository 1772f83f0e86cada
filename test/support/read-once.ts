/** Lets the invariants look at the whole world a dozen times over and read it once. */
import { Collection } from '../../cloudfunctions/platform/cloud'

interface Identified {
  readonly _id: string
}

/** While `act` runs, whoever asks for every document of a collection is given those that the first to ask was given. */
export async function readingOnce<Result>(act: () => Promise<Result>): Promise<Result> {
  const { every } = Collection.prototype
  const readings = new Map<string, Promise<readonly Identified[]>>()
  const read = async (collection: Collection<Identified>, query: object | undefined) => {
    const documents: Identified[] = []
    for await (const document of every.call(collection, query as never)) documents.push(document)
    return documents
  }
  Collection.prototype.every = async function* (this: Collection<Identified>, query) {
    const key = `${this.name} ${JSON.stringify(query ?? {})}`
    const reading = readings.get(key) ?? read(this, query)
    readings.set(key, reading)
    yield* await reading
  } as typeof every
  try {
    return await act()
  } finally {
    Collection.prototype.every = every
  }
}
