/** What a donor takes away on paper: the certificate of a gift, and the statement of a year. */
import { action } from './action'
import { id, integer, type Moment, optional, text } from './fields'
import type { GiftWay } from './giving-offline'

/** What a certificate says to everybody, and nothing more. */
export interface CertificateFacts {
  readonly number: string
  /** The name on the honour roll; of an anonymous gift nobody’s. */
  readonly donorName: string
  readonly projectTitle: string
  /** What was kept of it; 0 for things. */
  readonly amountFen: number
  /** What was given in place of money; empty otherwise. */
  readonly goods: string
  readonly receivedAt: Moment
  readonly payee: string
}

/** `void`: it was ours, and the gift has gone back or was entered wrongly. */
export type CertificateCheck =
  | { readonly state: 'valid'; readonly certificate: CertificateFacts }
  | { readonly state: 'void'; readonly number: string }

/** A gift of a year that was received and not wholly given back. */
export interface StatementRow {
  readonly orderNo: string
  readonly at: Moment
  readonly way: GiftWay
  readonly projectTitle: string
  /** What was kept of it; 0 for things. */
  readonly amountFen: number
  readonly goods: string
}

const year = integer('年份', { min: 2000, max: 2100 })

export const givingPapers = {
  /** The same gift has the same certificate, however often it is asked for. */
  'giving.issueCertificate': action(
    'person',
    { orderNo: id() },
    { atMost: { times: 60, per: 'day' } },
  ).returns<{
    readonly certificate: CertificateFacts
    /** A data address, for a canvas to draw: the code that checks it. */
    readonly picture: string
  }>(),
  /** A wrong number, a malformed one and one never given out are answered alike. */
  'giving.checkCertificate': action(
    'visitor',
    { number: text('证书编号', { max: 60 }) },
    { atMost: { times: 30, per: 'hour' } },
  ).returns<CertificateCheck>(),
  /** Of a year on campus; left out, the latest in which something was given. */
  'giving.readStatement': action('person', {
    year: optional(year),
    after: optional(text('页码', { max: 100 })),
  }).returns<{
    readonly year: number
    /** The years in which something was given, latest first. */
    readonly years: readonly number[]
    /** In the order in which they came. */
    readonly rows: readonly StatementRow[]
    readonly next: string | undefined
    /** Of the whole year: how many gifts there were, how many of those were things, and the sum of the others. */
    readonly gifts: number
    readonly things: number
    readonly totalFen: number
  }>(),
  /** The same as a table; the link is good for an hour, the file is gone after a day. */
  'giving.exportStatement': action('person', { year }, { atMost: { times: 20, per: 'day' } }).returns<{
    readonly url: string
    readonly expiresAt: Moment
    readonly rows: number
  }>(),
}
