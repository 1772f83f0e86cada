/** Subscribe messages: sent to who has accepted the template, once for each time accepted, and kept to be looked at. */
import { WeChatError } from './wechat-error'

export interface SentMessage {
  readonly openid: string
  readonly templateId: string
  /** Where a tap leads, as `pages/…?…`. */
  readonly page?: string
  /** The values by the template's field names, such as thing1. */
  readonly data: Readonly<Record<string, string>>
  /** When it was sent, in milliseconds of the movable clock. */
  readonly sentAtMs: number
}

/** What a value must be, by the kind that its field's name begins with. @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html */
const rules: Readonly<Record<string, RegExp>> = {
  thing: /^[\s\S]{1,20}$/u,
  number: /^-?\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: /^(\d{4}(年\d{1,2}月\d{1,2}日|[-/]\d{1,2}[-/]\d{1,2}))?\s*\d{1,2}:\d{2}(:\d{2})?(\s*~[\s\S]*)?$/,
  date: /^\d{4}(年\d{1,2}月\d{1,2}日|[-/]\d{1,2}[-/]\d{1,2})(\s+\d{1,2}:\d{2}(:\d{2})?)?(\s*~[\s\S]*)?$/,
  amount: /^[^\d\s]?\d{1,10}(\.\d{1,2})?元?$/,
  phone_number: /^[\d+\-() ]{1,17}$/,
  car_number: /^[\s\S]{1,8}$/u,
  name: /^([\p{Script=Han}·]{1,10}|[\p{Script=Latin} .'·-]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}

export class SubscribeMessages {
  private sentMessages: SentMessage[] = []
  private readonly acceptances = new Map<string, number>()
  private readonly listeners = new Set<(message: SentMessage) => void>()

  constructor(private readonly now: () => number) {}

  sent(): readonly SentMessage[] {
    return this.sentMessages
  }

  /** One tap on "allow": each template may be sent to this person once more. */
  acceptTemplates(openid: string, templateIds: readonly string[]): void {
    for (const templateId of templateIds) {
      const key = keyOf(openid, templateId)
      this.acceptances.set(key, (this.acceptances.get(key) ?? 0) + 1)
    }
  }

  /** @returns what stops the listening */
  onSent(listener: (message: SentMessage) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Forgets messages and acceptances. */
  clear(): void {
    this.sentMessages = []
    this.acceptances.clear()
  }

  /** subscribeMessage.send */
  send(parameters: Readonly<Record<string, unknown>>): object {
    const openid = requiredText(parameters.touser, 40003, 'invalid openid')
    const templateId = requiredText(parameters.template_id, 40037, 'invalid template_id')
    const data = readData(parameters.data)
    const key = keyOf(openid, templateId)
    const accepted = this.acceptances.get(key) ?? 0
    if (accepted === 0) throw new WeChatError(43101, 'user refuse to accept the msg')
    this.acceptances.set(key, accepted - 1)
    const message: SentMessage = {
      openid,
      templateId,
      data,
      sentAtMs: this.now(),
      ...(typeof parameters.page === 'string' ? { page: parameters.page } : {}),
    }
    this.sentMessages.push(message)
    for (const listener of this.listeners) listener(message)
    return { errcode: 0, errmsg: 'ok' }
  }
}

const keyOf = (openid: string, templateId: string) => `${openid} ${templateId}`

function requiredText(value: unknown, errcode: number, errmsg: string): string {
  if (typeof value !== 'string' || value === '') throw new WeChatError(errcode, errmsg)
  return value
}

function readData(data: unknown): Record<string, string> {
  const fields = Object.entries(typeof data === 'object' && data !== null ? data : {})
  return Object.fromEntries(
    fields.map(([name, field]) => {
      const kind = name.replace(/\d+$/, '')
      const rule = rules[kind]
      const value = String((field as { value?: unknown } | null)?.value ?? '')
      if (!rule?.test(value)) throw new WeChatError(47003, `argument invalid! data.${name}.value invalid`)
      return [name, value]
    }),
  )
}
