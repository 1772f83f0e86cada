/**
 * Every collection, its indexes and who may reach it, declared once: the local cloud creates them from this list,
 * and the README's hand-made set-up on a WeChat cloud follows it. No phone reads or writes a collection directly.
 */
export interface IndexDeclaration {
  readonly name: string
  /** Field paths in order; 1 ascending, -1 descending. */
  readonly keys: Readonly<Record<string, 1 | -1>>
  /** A missing field counts as null, so at most one document may lack a unique field. */
  readonly unique?: boolean
}

export interface CollectionDeclaration {
  readonly name: string
  readonly indexes: readonly IndexDeclaration[]
}

/** The access rule of every collection: cloud functions only. */
export const accessRule = { read: false, write: false } as const

export const collections: readonly CollectionDeclaration[] = []
