/** What belongs to a body and does not lie where the body does, for the invariants of whoever keeps such things. */
import { readTree } from './belonging'
import { standingIn } from './tree'

interface Housed {
  readonly _id: string
  readonly bodyId: string
  readonly bodyPath: readonly string[]
}

/** A sentence for each of them that strays; none while bodies are moved. */
export async function* straysAmong(what: string, things: AsyncIterable<Housed>): AsyncGenerator<string> {
  const { bodies } = await readTree()
  if ([...bodies.values()].some(({ untidy }) => untidy)) return
  for await (const { _id, bodyId, bodyPath } of things) {
    const path = standingIn(bodies, bodyId)?.bodyPath ?? []
    if (path.join() !== bodyPath.join())
      yield `${what} ${_id} lies at ${bodyPath.join('/')}, not at ${path.join('/')}`
  }
}
