/** button, with the powers that WeChat lends through `open-type`. */
import { report } from '../errors'
import { host, NetworkError, type PhoneNumberTap } from '../host'
import { navigation } from '../navigation'
import { chooseAvatar } from '../sheets/avatar'
import { confirm } from '../sheets/dialog'
import { choosePhoneNumber } from '../sheets/phone-number'
import { toast } from '../sheets/toast'
import { agreeToPrivacy } from '../wx/privacy'
import { builtin, type Self } from './builtin'
import { hover, hoverProperties } from './layout'

const properties = {
  ...hoverProperties('button-hover', 70),
  size: { type: String, value: 'default' },
  type: { type: String, value: 'default' },
  plain: Boolean,
  disabled: Boolean,
  loading: Boolean,
  formType: String,
  openType: String,
  lang: String,
  name: String,
  sessionFrom: String,
  sendMessageTitle: String,
  sendMessagePath: String,
  sendMessageImg: String,
  showMessageCard: Boolean,
  appParameter: String,
  businessId: null,
  phoneNumberNoQuotaToast: { type: Boolean, value: true },
}

type Button = Self<typeof properties>

/** https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html */
async function phoneNumberTap(button: Button): Promise<PhoneNumberTap> {
  if (!(await choosePhoneNumber())) return { errMsg: 'getPhoneNumber:fail user deny' }
  try {
    const tap = await host.tapPhoneNumber()
    if (tap.errno === 1400001 && button.values.phoneNumberNoQuotaToast)
      toast('该功能使用次数已达当前小程序上限，暂时无法使用')
    return tap
  } catch (error) {
    if (error instanceof NetworkError) return { errMsg: `getPhoneNumber:fail ${error.message}` }
    throw error
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/button.html */
const powers: Record<string, (button: Button) => Promise<void> | void> = {
  share: (button) => navigation.share('button', button.node),
  async getPhoneNumber(button) {
    button.emit('getphonenumber', await phoneNumberTap(button))
  },
  async chooseAvatar(button) {
    const avatarUrl = await chooseAvatar()
    if (avatarUrl) button.emit('chooseavatar', { avatarUrl })
  },
  async contact(button) {
    await confirm({ title: '客服会话', content: '在手机上，这里会打开与客服的会话。', cancel: false })
    button.emit('contact', { errMsg: 'enterContact:ok', path: '', query: {} })
  },
  agreePrivacyAuthorization(button) {
    agreeToPrivacy()
    button.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  },
  getUserInfo: (button) =>
    button.emit('getuserinfo', {
      userInfo: { nickName: '微信用户', avatarUrl: '' },
      errMsg: 'getUserInfo:ok',
    }),
  openSetting: (button) => button.emit('opensetting', { authSetting: {}, errMsg: 'openSetting:ok' }),
  async feedback() {
    await confirm({ title: '意见反馈', content: '在手机上，这里会打开微信的意见反馈。', cancel: false })
  },
}

export const button = builtin('button', properties, (self) => {
  const activate = () => {
    const { disabled, formType, openType } = self.values
    if (disabled) return
    const form = self.enclosing('form')
    const me = {
      node: self.node,
      element: self.element,
      behaviour: {},
      values: self.values,
      set: () => {},
      emit: self.emit,
    }
    if (formType === 'submit') form?.behaviour.submit?.(me)
    if (formType === 'reset') form?.behaviour.reset?.(me)
    for (const power of openType ? openType.split('|') : []) {
      const use = powers[power]
      if (!use) report(new Error(`<button open-type="${power}"> 在预览中不支持`))
      else Promise.resolve(use(self)).catch((error) => report(error, `<button open-type="${power}">`))
    }
  }
  return {
    attached() {
      hover(self)
      self.element.setAttribute('role', self.element.getAttribute('role') ?? 'button')
    },
    tap: activate,
    labelled: activate,
    changed: {
      'size, type, plain, disabled, loading': () => {
        const { size, type, plain, disabled, loading } = self.values
        self.element.setAttribute('size', size)
        self.element.setAttribute('type', type)
        for (const [name, on] of Object.entries({ plain, disabled, loading }))
          self.element.toggleAttribute(name, on)
        self.element.setAttribute('aria-disabled', String(disabled))
      },
    },
  }
})
