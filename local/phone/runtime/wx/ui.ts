/** wx: toasts, dialogs, action sheets. */
import { choose, confirm, type DialogOptions } from '../sheets/dialog'
import { hideToast, type ToastIcon, toast } from '../sheets/toast'
import { wxFunction } from './api'

interface ToastOptions {
  title?: string
  icon?: ToastIcon
  duration?: number
  mask?: boolean
}

export const uiApi = {
  showToast: wxFunction(
    'showToast',
    ({ title = '', icon = 'success', duration = 1500, mask }: ToastOptions) =>
      toast(title, icon, duration, mask),
  ),
  hideToast: wxFunction('hideToast', hideToast),
  showLoading: wxFunction('showLoading', ({ title = '', mask }: ToastOptions) =>
    toast(title, 'loading', 0, mask),
  ),
  hideLoading: wxFunction('hideLoading', hideToast),
  showModal: wxFunction(
    'showModal',
    async ({ showCancel = true, ...options }: DialogOptions & { showCancel?: boolean }) => {
      const answer = await confirm({ ...options, cancel: showCancel })
      return { ...answer, cancel: !answer.confirm }
    },
  ),
  showActionSheet: wxFunction(
    'showActionSheet',
    async ({
      itemList,
      alertText,
      itemColor,
    }: {
      itemList: string[]
      alertText?: string
      itemColor?: string
    }) => {
      const tapIndex = await choose(itemList, alertText, itemColor)
      if (tapIndex === undefined) throw new Error('cancel')
      return { tapIndex }
    },
  ),
}
