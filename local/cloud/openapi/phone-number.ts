/** phonenumber.getPhoneNumber: a tap gives a code, and a code gives the number once, within five minutes. */
import { randomBytes } from 'node:crypto'
import { WeChatError } from './wechat-error'

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html */
const codeValidMs = 5 * 60_000

/** What the button's bindgetphonenumber receives. */
export type PhoneNumberTap =
  | { readonly errMsg: 'getPhoneNumber:ok'; readonly code: string }
  | { readonly errMsg: string; readonly errno: 1400001 }

interface Issued {
  readonly phoneNumber: string
  readonly validUntilMs: number
}

export class PhoneNumbers {
  private readonly issued = new Map<string, Issued>()
  private left = Number.POSITIVE_INFINITY

  constructor(
    private readonly now: () => number,
    private readonly appid: string,
  ) {}

  /** How many more taps are paid for; without end until this is called. */
  limit(taps: number): void {
    this.left = taps
  }

  /**
   * A person allows her number to be known.
   * @param phoneNumber such as 13800138000, or +44 7911123456
   */
  tap(phoneNumber: string): PhoneNumberTap {
    if (this.left < 1)
      return { errMsg: 'getPhoneNumber:fail 该功能使用次数已达当前小程序上限，暂时无法使用', errno: 1400001 }
    this.left -= 1
    const code = randomBytes(32).toString('hex')
    this.issued.set(code, { phoneNumber, validUntilMs: this.now() + codeValidMs })
    return { errMsg: 'getPhoneNumber:ok', code }
  }

  /** phonenumber.getPhoneNumber */
  exchange({ code }: Readonly<Record<string, unknown>>): object {
    if (typeof code !== 'string' || code === '') throw new WeChatError(40097, 'invalid args: code')
    const found = this.issued.get(code)
    this.issued.delete(code)
    if (!found || this.now() > found.validUntilMs) throw new WeChatError(40029, 'invalid code')
    const [, countryCode = '86', purePhoneNumber = ''] =
      /^(?:\+(\d{1,3}) )?(\d+)$/.exec(found.phoneNumber) ?? []
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: countryCode === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`,
        purePhoneNumber,
        countryCode,
        watermark: { timestamp: Math.floor(this.now() / 1000), appid: this.appid },
      },
    }
  }
}
