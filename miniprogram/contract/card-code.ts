/** The code on an alumni card: what it says can be read, and its signature checked, without network. */
import type { Moment } from './fields'

export interface CardFacts {
  readonly name: string
  readonly college: string
  /** `2008 级 软件工程 0802 班` */
  readonly classYear: string
  readonly number: string
  /** A whole minute. */
  readonly expiresAt: Moment
}

const kind = 'card.'
const separator = '|'
const minuteMs = 60_000

const part = (text: string) => text.replace(/[|\n]/g, ' ')

/** The text that is signed; the parts hold no bar. */
export const cardText = ({ name, college, classYear, number, expiresAt }: CardFacts): string =>
  [name, college, classYear, number, Math.floor(expiresAt / minuteMs).toString(36)].map(part).join(separator)

/** The code for the QR: what is signed, and its signature. */
export const cardCode = (signed: string, signature: string): string => `${kind}${signed}.${signature}`

/** What a code claims, whoever made it; undefined for a text that is no card’s code. */
export function readCardCode(
  code: string,
): { readonly facts: CardFacts; readonly signed: string; readonly signature: string } | undefined {
  const end = code.lastIndexOf('.')
  if (!code.startsWith(kind) || end < kind.length) return undefined
  const signed = code.slice(kind.length, end)
  const [name, college, classYear, number, minute, ...more] = signed.split(separator)
  const isWhole = name !== undefined && college !== undefined && classYear !== undefined
  if (!isWhole || number === undefined || !/^[0-9a-z]{1,8}$/.test(minute ?? '') || more.length > 0)
    return undefined
  const expiresAt = Number.parseInt(minute ?? '', 36) * minuteMs
  return {
    facts: { name, college, classYear, number, expiresAt },
    signed,
    signature: code.slice(end + 1),
  }
}
