/** wx: consent to the privacy guide, asked for before a power that touches personal data is used. */
import { storage } from '../storage'
import { wxFunction } from './api'

/** https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html */
type Decision = { event?: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }
type Asker = (resolve: (decision: Decision) => void, information: { referrer: string }) => void

const key = '__privacy_agreed__'
let asker: Asker | undefined

export function agreeToPrivacy(): void {
  storage.set(key, true)
}

/** Asks where the mini-program wants to ask and has not yet; fails where the person declines. */
export async function requirePrivacy(referrer: string): Promise<void> {
  if (storage.get(key) === true || !asker) return
  const ask = asker
  const decided = await new Promise<Decision>((resolve) => {
    ask((decision) => decision.event !== 'exposureAuthorization' && resolve(decision), { referrer })
  })
  if (decided.event !== 'agree') throw new Error('privacy permission is not authorized')
  agreeToPrivacy()
}

export const privacyApi = {
  onNeedPrivacyAuthorization: (next: Asker) => {
    asker = next
  },
  offNeedPrivacyAuthorization: () => {
    asker = undefined
  },
  requirePrivacyAuthorize: wxFunction('requirePrivacyAuthorize', () =>
    requirePrivacy('requirePrivacyAuthorize'),
  ),
  getPrivacySetting: wxFunction('getPrivacySetting', () => ({
    needAuthorization: storage.get(key) !== true,
    privacyContractName: '《用户隐私保护指引》',
  })),
  openPrivacyContract: wxFunction('openPrivacyContract', () => {}),
}
