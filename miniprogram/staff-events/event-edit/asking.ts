/** What an editor is asked before something happens that others will see, and the way back to the list. */
import type { EventDraft } from '../services/event-draft'

/** Back to the list, which was not before this page when it was opened directly. */
export function leave(): void {
  void wx.navigateBack({ fail: () => void wx.redirectTo({ url: '/staff-events/events/events' }) })
}

/** Whether people who signed up would want to know: the name, the time or the place is another one. */
export const isMoved = ({ base, form }: EventDraft): boolean =>
  (['title', 'startsAt', 'endsAt'] as const).some((field) => base[field] !== form[field]) ||
  base.venue.name !== form.venue.name ||
  base.venue.address !== form.venue.address ||
  (base.meeting === undefined) !== (form.meeting === undefined)

async function asks(question: WechatMiniprogram.ShowModalOption): Promise<boolean> {
  return (await wx.showModal(question)).confirm
}

export const asksToTell = (): Promise<boolean> =>
  asks({
    title: '通知已报名的人？',
    content: '名称、时间或地点有变化。通知会说明改了什么，送到每位报名和候补者的消息里。',
    confirmText: '通知',
    cancelText: '不通知',
  })

export const asksToPublish = (title: string): Promise<boolean> =>
  asks({
    title: '发布活动',
    content: `“${title}”发布后，所有人都能看到。现在发布吗？`,
    confirmText: '发布',
    cancelText: '再看看',
  })

export const asksToDiscard = (): Promise<boolean> =>
  asks({
    title: '放弃未保存的内容？',
    content: '您填写的内容会被清除，不能找回。',
    confirmText: '放弃',
    cancelText: '继续填写',
  })
