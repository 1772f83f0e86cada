/** Dialogs and action sheets, as wx.showModal and wx.showActionSheet show them. */
import { make, openSheet } from './sheet'

export interface DialogOptions {
  title?: string
  content?: string
  /** Whether there is a way to say no. */
  cancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  /** Shows a line to write in. */
  editable?: boolean
  placeholderText?: string
}

export interface DialogAnswer {
  confirm: boolean
  content?: string
}

export async function confirm(options: DialogOptions): Promise<DialogAnswer> {
  const { title = '', content = '', cancel = true, editable = false, placeholderText = '' } = options
  const answer = await openSheet<DialogAnswer>(
    { label: title || content, className: 'weui-dialog', closable: false },
    (close) => {
      const field = make('textarea', 'phone-dialog-field')
      field.placeholder = placeholderText
      field.value = editable ? content : ''
      const button = (text: string, kind: string, color: string | undefined, confirmed: boolean) => {
        const one = make('button', `weui-dialog__btn weui-dialog__btn_${kind}`, text)
        one.type = 'button'
        one.style.color = color ?? ''
        one.addEventListener('click', () =>
          close({ confirm: confirmed, ...(editable && confirmed ? { content: field.value } : {}) }),
        )
        return one
      }
      const buttons = [button(options.confirmText ?? '确定', 'primary', options.confirmColor, true)]
      if (cancel) buttons.unshift(button(options.cancelText ?? '取消', 'default', options.cancelColor, false))
      return [
        ...(title ? [make('div', 'weui-dialog__hd', make('strong', 'weui-dialog__title', title))] : []),
        make('div', 'weui-dialog__bd', editable ? field : content),
        make('div', 'weui-dialog__ft', ...buttons),
      ]
    },
  )
  return answer ?? { confirm: false }
}

/** @returns the place of what was chosen, or undefined */
export function choose(items: string[], title?: string, color?: string): Promise<number | undefined> {
  return openSheet<number>(
    { label: title ?? '请选择', className: 'phone-sheet phone-action-sheet' },
    (close) => {
      const button = (text: string, place?: number) => {
        const one = make('button', 'weui-actionsheet__cell', text)
        one.type = 'button'
        if (color && place !== undefined) one.style.color = color
        one.addEventListener('click', () => close(place))
        return one
      }
      return [
        ...(title ? [make('div', 'phone-action-sheet-title', title)] : []),
        ...items.map((item, place) => button(item, place)),
        make('div', 'phone-action-sheet-gap'),
        button('取消'),
      ]
    },
  )
}
