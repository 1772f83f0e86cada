/** Toasts and loading signs, one at a time, as wx.showToast shows them. */
import { make } from './sheet'

export type ToastIcon = 'success' | 'error' | 'loading' | 'none'

let shown: HTMLElement | undefined
let timer = 0

export function hideToast(): void {
  clearTimeout(timer)
  shown?.remove()
  shown = undefined
}

/** @param durationMs 0 keeps it until it is hidden */
export function toast(title: string, icon: ToastIcon = 'none', durationMs = 1500, mask = false): void {
  hideToast()
  const signs: Record<ToastIcon, HTMLElement[]> = {
    success: [make('i', 'weui-icon-success-no-circle weui-icon_toast')],
    error: [make('i', 'weui-icon-warn weui-icon_toast')],
    loading: [make('span', 'phone-toast-loading')],
    none: [],
  }
  const box = make(
    'div',
    `phone-toast ${icon === 'none' ? 'phone-toast-text' : ''}`,
    ...signs[icon],
    make('p', '', title),
  )
  box.setAttribute('role', 'alert')
  shown = make('div', mask ? 'phone-toast-layer masked' : 'phone-toast-layer', box)
  document.querySelector('.phone')?.append(shown)
  if (durationMs > 0) timer = window.setTimeout(hideToast, durationMs)
}
