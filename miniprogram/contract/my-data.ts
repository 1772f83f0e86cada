/** What is stored about oneself: seeing it, taking it along, narrowing it, and leaving. */
import { action } from './action'
import { choice, type Moment } from './fields'

/** One kind of thing that is kept of a person, in words: a heading, columns, and a row for each. */
export interface DataSection {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Consent {
  readonly version: string
  readonly at: Moment
  /** When the consent to everything that is not necessary was withdrawn. */
  readonly narrowedAt: Moment | undefined
}

/** A request to be erased that may still be taken back. */
export interface Farewell {
  readonly askedAt: Moment
  readonly erasesAt: Moment
}

export interface MyData {
  readonly sections: readonly DataSection[]
  readonly consent: Consent
  readonly farewell: Farewell | undefined
  /** Whoever holds a role hands it back before leaving. */
  readonly holdsRoles: boolean
}

/** Under which name stands who has left. */
export const erasedName = '已注销'

export const exportFormats = { xlsx: '表格', json: 'JSON' } as const
export type ExportFormat = keyof typeof exportFormats

/** A file in the reply itself, so that no copy of it lies in the cloud. */
export interface ExportedFile {
  readonly fileName: string
  readonly encoding: 'base64' | 'utf8'
  readonly content: string
}

export const myData = {
  'myData.read': action('person', {}).returns<MyData>(),
  'myData.export': action(
    'person',
    { format: choice('格式', exportFormats) },
    { audits: 'caller', atMost: { times: 10, per: 'day' } },
  ).returns<ExportedFile>(),
  /** Keeps what is necessary and nothing else; shown to nobody. */
  'myData.withdrawConsent': action('person', {}, { audits: 'caller' }).returns<{
    readonly consent: Consent
  }>(),
  'myData.askErasure': action('person', {}, { audits: 'caller' }).returns<{ readonly farewell: Farewell }>(),
  /** Takes the request to be erased back. */
  'myData.keep': action('person', {}, { audits: 'caller' }).returns<{ readonly farewell: undefined }>(),
}
