/** The classes and branches in whose name a person may give. */
import { call } from '../../services/cloud'

export interface NamedBody {
  readonly bodyId: string
  readonly name: string
  readonly kind: 'class' | 'branch'
}

/** None where they cannot be told now: one gives in one's own name then. */
export async function readOwnBodies(): Promise<readonly NamedBody[]> {
  try {
    const { bodies } = await call('organisations.listMine', {})
    return bodies.flatMap(({ bodyId, name, kind }) =>
      kind === 'class' || kind === 'branch' ? [{ bodyId, name, kind }] : [],
    )
  } catch (error) {
    console.warn('organisations.listMine', error)
    return []
  }
}
