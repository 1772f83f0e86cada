/** A store in the process, with as much of the database as payments use, in which a function may die at any step. */

type Document = { readonly _id: string } & Readonly<Record<string, unknown>>
type Operator = { readonly [name: `$${string}`]: unknown }

/** The function that was running is gone: nothing it would still do happens. */
export class Died extends Error {}

const operator = (name: string) => (operand: unknown) => {
  const self = { [`$${name}`]: operand }
  return Object.defineProperty(self, 'and', {
    value: (other: object) => ({ ...self, ...other }),
    enumerable: false,
  })
}

/** Stands for the SDK's command. */
export const command = {
  ...Object.fromEntries(
    ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'exists', 'not', 'inc', 'set'].map((name) => [
      name,
      operator(name),
    ]),
  ),
  or: (queries: readonly object[]) => ({ $or: queries }),
  and: (queries: readonly object[]) => ({ $and: queries }),
}

const isOperator = (value: unknown): value is Operator =>
  typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$'))

const at = (document: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], document)

/** A cloned date may be of another realm than ours, of whose Date it is then no instance. */
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]'

const plain = (value: unknown) => (isDate(value) ? value.getTime() : value)

function compares(value: unknown, name: string, operand: unknown): boolean {
  const [one, other] = [plain(value), plain(operand)] as [number, number]
  // As in MongoDB, what is missing is neither more nor less than anything.
  const isComparable = one !== undefined && one !== null && typeof one === typeof other
  switch (name) {
    case '$neq':
      return one !== other
    case '$lt':
      return isComparable && one < other
    case '$lte':
      return isComparable && one <= other
    case '$gt':
      return isComparable && one > other
    case '$gte':
      return isComparable && one >= other
    case '$in':
      return (operand as unknown[]).map(plain).includes(one)
    case '$exists':
      return (value !== undefined) === operand
    case '$not':
      return !fitsValue(value, operand)
    default:
      throw new Error(`the store knows no ${name}`)
  }
}

const fitsValue = (value: unknown, wanted: unknown): boolean =>
  isOperator(wanted)
    ? Object.entries(wanted).every(([name, operand]) => compares(value, name, operand))
    : plain(value ?? null) === plain(wanted)

const fits = (document: Document, query: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(query).every(([path, wanted]) => {
    if (path === '$or') return (wanted as Record<string, unknown>[]).some((one) => fits(document, one))
    if (path === '$and') return (wanted as Record<string, unknown>[]).every((one) => fits(document, one))
    return fitsValue(at(document, path), wanted)
  })

function changed(document: Document, changes: Readonly<Record<string, unknown>>): Document {
  const copy = structuredClone(document) as Record<string, unknown>
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const inner = keys.reduce<Record<string, unknown>>((outer, key) => {
      outer[key] ??= {}
      return outer[key] as Record<string, unknown>
    }, copy)
    if (isOperator(value) && '$inc' in value) inner[last] = Number(inner[last] ?? 0) + Number(value.$inc)
    else inner[last] = isOperator(value) && '$set' in value ? value.$set : value
  }
  return copy as Document
}

export class MemoryCloud {
  private readonly collections = new Map<string, Map<string, Document>>()
  /** Steps until the function that runs dies; undefined: it lives. */
  private stepsLeft: number | undefined
  private isDead = false
  /** The control: what is there already is written once more. */
  forgetsIds = false

  /** Runs a function that dies at its n-th step, and with it whatever it would still do. */
  async invoke(run: () => Promise<unknown>, diesAt?: number): Promise<void> {
    this.stepsLeft = diesAt
    this.isDead = false
    try {
      await run()
    } catch (error) {
      if (!(error instanceof Died) && !this.isDead) throw error
    } finally {
      this.stepsLeft = undefined
      this.isDead = false
    }
  }

  step(): void {
    if (this.stepsLeft !== undefined && this.stepsLeft-- <= 0) this.isDead = true
    if (this.isDead) throw new Died('the function is gone')
  }

  of(name: string): Map<string, Document> {
    const known = this.collections.get(name)
    if (known) return known
    const made = new Map<string, Document>()
    this.collections.set(name, made)
    return made
  }

  all<Kind>(name: string): Kind[] {
    return [...this.of(name).values()] as Kind[]
  }
}

interface Found {
  readonly order?: readonly (readonly [string, 'asc' | 'desc'])[]
  readonly limit?: number
}

/** Stands for platform/cloud's Collection; `cloud` is asked for at each call. */
export const collectionOf = (cloud: () => MemoryCloud) =>
  class {
    constructor(readonly name: string) {}

    private get documents() {
      return cloud().of(this.name)
    }

    private matching(query: Readonly<Record<string, unknown>>): Document[] {
      const id = query._id
      if (typeof id === 'string') {
        const one = this.documents.get(id)
        return one && fits(one, query) ? [one] : []
      }
      return [...this.documents.values()].filter((document) => fits(document, query))
    }

    async read(id: string) {
      return (await this.find({ _id: id }))[0]
    }

    async find(query: Readonly<Record<string, unknown>>, { order = [], limit = 100 }: Found = {}) {
      cloud().step()
      const found = this.matching(query)
      for (const [field, direction] of [...order].reverse())
        found.sort((one, other) => {
          const [left, right] = [plain(at(one, field)), plain(at(other, field))] as [number, number]
          return (left < right ? -1 : Number(left > right)) * (direction === 'asc' ? 1 : -1)
        })
      return structuredClone(found.slice(0, limit))
    }

    async *every(query: Readonly<Record<string, unknown>> = {}) {
      yield* await this.find(query, { limit: Number.POSITIVE_INFINITY })
    }

    async count(query: Readonly<Record<string, unknown>>) {
      cloud().step()
      return this.matching(query).length
    }

    async insert(document: Document): Promise<'inserted' | 'exists'> {
      cloud().step()
      const isThere = this.documents.has(document._id)
      if (isThere && !cloud().forgetsIds) return 'exists'
      const _id = isThere ? `${document._id}#${this.documents.size}` : document._id
      this.documents.set(_id, structuredClone({ ...document, _id }))
      return 'inserted'
    }

    async insertMany(documents: readonly Document[]): Promise<'inserted' | 'exists'> {
      let outcome: 'inserted' | 'exists' = 'inserted'
      for (const document of documents) if ((await this.insert(document)) === 'exists') outcome = 'exists'
      return outcome
    }

    async change(query: Readonly<Record<string, unknown>>, changes: Readonly<Record<string, unknown>>) {
      cloud().step()
      const [document] = this.matching(query)
      if (!document) return false
      this.documents.set(document._id, changed(document, changes))
      return true
    }
  }
