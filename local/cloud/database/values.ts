/** Documents between their three shapes: EJSON on the wire, plain values in memory, text on disk. */
import { randomBytes } from 'node:crypto'
import { BSONRegExp, EJSON, ObjectId } from 'bson'
import { invalidParameter } from '../errors'

export type Document = Record<string, unknown>

/** A plain object, as opposed to a date, a regular expression, an ObjectId or an array. */
export function isPlainObject(value: unknown): value is Document {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !('_bsontype' in value)
  )
}

interface Reading {
  /** What `db.serverDate()` stands for, in milliseconds. */
  readonly nowMs: number
  /** Queries hold regular expressions to be run; documents keep them as data. */
  readonly asQuery?: boolean
}

/** Reads one EJSON text of the wire; an absent text gives undefined. */
export function parseWire(text: unknown, reading: Reading): unknown {
  if (text === undefined || text === null || text === '') return undefined
  const parsed: unknown = typeof text === 'string' ? EJSON.parse(text, { relaxed: true }) : text
  return revive(parsed, reading)
}

/** Reads a text of the wire that must hold an object. */
export function parseWireObject(text: unknown, reading: Reading): Document {
  const value = parseWire(text, reading)
  if (value === undefined) return {}
  if (!isPlainObject(value)) throw invalidParameter(`an object was expected instead of ${String(text)}`)
  return value
}

function revive(value: unknown, reading: Reading): unknown {
  if (Array.isArray(value)) return value.map((item) => revive(item, reading))
  if (value instanceof BSONRegExp) return reading.asQuery ? toRegExp(value.pattern, value.options) : value
  if (!isPlainObject(value)) return value
  const serverDate = value.$tcb_server_date
  if (isPlainObject(serverDate)) return new Date(reading.nowMs + Number(serverDate.offset ?? 0))
  const { $regex, $options, ...others } = value
  const isWrittenOutRegExp = reading.asQuery && typeof $regex === 'string'
  const revived: Document = isWrittenOutRegExp ? { $regex: toRegExp($regex, String($options ?? '')) } : {}
  for (const [key, item] of Object.entries(isWrittenOutRegExp ? others : value)) {
    if (key === '__proto__') throw invalidParameter('a field may not be named __proto__')
    revived[key] = revive(item, reading)
  }
  return revived
}

/** JavaScript knows fewer options than MongoDB (`x`, `l`): the ones it lacks are refused rather than dropped. */
export function toRegExp(pattern: string, options: string): RegExp {
  if (/[^gimsuy]/.test(options)) throw invalidParameter(`regular expression options '${options}'`)
  return new RegExp(pattern, options.replace(/[gy]/g, ''))
}

/** One document as the wire carries it; ObjectIds leave as hex strings, as on the platform. */
export const toWire = (document: unknown): string => JSON.stringify(replaceLeaves(document, wireLeaf))

export const idToWire = (id: unknown): unknown => (id instanceof ObjectId ? id.toHexString() : id)

/** One document as the data file keeps it. */
export const toDisk = (document: Document): string => JSON.stringify(replaceLeaves(document, diskLeaf))

/** EJSON's own reader makes starting on many documents slow: it is asked only for what is rarer than dates. */
export function fromDisk(text: string): Document {
  const document: Document = JSON.parse(text)
  return text.includes('"$') ? (readLeaves(document) as Document) : document
}

function readLeaves(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const held = value as Document
  const date = held.$date as Document | undefined
  if (typeof date?.$numberLong === 'string') return new Date(Number(date.$numberLong))
  const keys = Object.keys(held)
  if (keys.some((key) => key.startsWith('$'))) return EJSON.deserialize(held, { relaxed: true })
  for (const key of keys) held[key] = readLeaves(held[key])
  return held
}

const wireLeaf = (value: unknown): unknown => diskLeaf(idToWire(value))

/** EJSON for what JSON can't say; asked of single values, because EJSON is slow on documents of a thousand fields. */
function diskLeaf(value: unknown): unknown {
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  const isJson =
    typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object' || value === null
  return isJson ? value : (EJSON.serialize({ value }, { relaxed: true }) as Document).value
}

/** The same value with its leaves replaced; what has nothing to replace is shared, not copied. */
function replaceLeaves(value: unknown, replace: (leaf: unknown) => unknown): unknown {
  if (!Array.isArray(value) && !isPlainObject(value)) return replace(value)
  const given = value as Document
  let copy: Document | undefined
  for (const key of Object.keys(given)) {
    const replaced = replaceLeaves(given[key], replace)
    if (replaced === given[key]) continue
    copy ??= (Array.isArray(value) ? value.slice() : { ...given }) as Document
    copy[key] = replaced
  }
  return copy ?? value
}

/** A text that is equal for two values exactly when MongoDB's indexes hold them equal. */
export function keyOf(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string') return `s:${value}`
  if (typeof value === 'number') return `n:${value === 0 ? 0 : value}`
  if (typeof value === 'boolean') return `b:${value}`
  if (value instanceof Date) return `d:${value.getTime()}`
  if (value instanceof ObjectId) return `o:${value.toHexString()}`
  return `j:${EJSON.stringify(value as Document, { relaxed: true })}`
}

/** A copy that shares nothing with what it was made from. */
export function deepCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(deepCopy) as T
  if (value instanceof Date) return new Date(value) as T
  if (!isPlainObject(value)) return value
  const copy: Document = {}
  for (const [key, item] of Object.entries(value)) copy[key] = deepCopy(item)
  return copy as T
}

/** An id as the platform makes them: 32 hex digits, the first eight of them the time. */
export function newId(nowMs: number): string {
  return (
    Math.floor(nowMs / 1000)
      .toString(16)
      .padStart(8, '0') + randomBytes(12).toString('hex')
  )
}

/**
 * All values that a dotted path leads to, as MongoDB follows it: through arrays into each element,
 * or to one element by its number. A branch that leads nowhere gives undefined.
 */
export function valuesAt(document: unknown, path: string): unknown[] {
  let values: unknown[] = [document]
  for (const step of path.split('.'))
    values = values.flatMap((value) => {
      if (!Array.isArray(value)) return [isPlainObject(value) ? value[step] : undefined]
      if (/^\d+$/.test(step)) return [value[Number(step)]]
      return value.map((item) => (isPlainObject(item) ? item[step] : undefined))
    })
  return values
}
