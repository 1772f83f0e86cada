/** What the preview needs of the local world; a test may bring a small world of its own. */
import type { MovableClock } from '../../clock'
import type { Cloud, SentMessage } from '../../cloud'
import type { WechatPaySandbox } from '../../wechat-pay'

export type { SentMessage }

/** Somebody one can become in the preview. */
export interface Persona {
  /** As in the URL, e.g. `editor`. */
  readonly key: string
  readonly openid: string
  readonly name: string
  /** Who that is, in one line. */
  readonly description: string
  /** Bound to their WeChat, and told to a mini-program that they allow it. */
  readonly phoneNumber: string
}

/** A file that somebody sent to a person in a chat. */
export interface ChatFile {
  readonly name: string
  readonly bytes: Buffer
}

/** A code that the scan sheet offers in place of a camera. */
export interface ScanCode {
  readonly label: string
  /** What the camera would read. */
  readonly text: string
}

/** A page where it is worth looking at. */
export interface Place {
  /** Key of the persona who holds the phone. */
  readonly persona: string
  /** Path and query without a leading slash. */
  readonly page: string
  /** What distinguishes it from the page's other places. */
  readonly note?: string
  /** What the page is about is not there, which it says. */
  readonly isRefused?: boolean
}

export interface PreviewWorld {
  readonly clock: MovableClock
  readonly personas: readonly Persona[]
  readonly cloud: Pick<Cloud, 'call' | 'fireTimer' | 'faults' | 'inside'> & {
    readonly messages: Pick<Cloud['messages'], 'sent' | 'acceptTemplates' | 'onSent'>
    readonly phoneNumbers: Pick<Cloud['phoneNumbers'], 'tap'>
    readonly storage: Pick<Cloud['storage'], 'upload' | 'temporaryUrls'>
  }
  readonly wechatPay: Pick<WechatPaySandbox, 'openSheet' | 'finish'>
  scanCodes(): Promise<readonly ScanCode[]>
  chatFiles(): Promise<readonly ChatFile[]>
  places(): Promise<readonly Place[]>
}
