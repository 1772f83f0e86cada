/** wx: login, settings, consent to messages. */
import { host } from '../host'
import { wechatName } from '../session'
import { confirm } from '../sheets/dialog'
import { askToSubscribe } from '../sheets/subscribe'
import { wxFunction } from './api'

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html */
const templateLimit = 5

export const identityApi = {
  login: wxFunction('login', () => ({ code: crypto.randomUUID().replaceAll('-', '') })),
  checkSession: wxFunction('checkSession', () => {}),
  getSetting: wxFunction('getSetting', () => ({
    authSetting: {},
    subscriptionsSetting: { mainSwitch: true, itemSettings: {} },
  })),
  openSetting: wxFunction('openSetting', async () => {
    await confirm({ title: '设置', content: '在手机上，这里会打开小程序的设置页。', cancel: false })
    return { authSetting: {} }
  }),
  authorize: wxFunction('authorize', () => {}),
  getUserProfile: wxFunction('getUserProfile', () => ({
    userInfo: { nickName: wechatName() || '微信用户', avatarUrl: '' },
  })),
  requestSubscribeMessage: wxFunction(
    'requestSubscribeMessage',
    async ({ tmplIds }: { tmplIds: string[] }) => {
      if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw new Error("TmplIds can't be empty")
      if (tmplIds.length > templateLimit) throw new Error('TmplIds length is more than 5')
      const allowed = await askToSubscribe(tmplIds)
      await host.subscribe(allowed ? tmplIds : [])
      return Object.fromEntries(tmplIds.map((id) => [id, allowed ? 'accept' : 'reject']))
    },
  ),
}
