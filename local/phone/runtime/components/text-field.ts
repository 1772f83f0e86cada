/** input and textarea. */
import { offerNickname } from '../sheets/nickname'
import { type Behaviour, builtin, type Properties, type Self } from './builtin'

const shared = {
  name: String,
  value: String,
  placeholder: String,
  placeholderStyle: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  cursor: { type: Number, value: -1 },
  cursorSpacing: Number,
  confirmType: { type: String, value: 'done' },
  confirmHold: Boolean,
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
  alwaysEmbed: Boolean,
} satisfies Properties

type Field = HTMLInputElement | HTMLTextAreaElement

/** https://developers.weixin.qq.com/miniprogram/dev/component/input.html */
function textField(
  self: Self<typeof shared>,
  tag: 'input' | 'textarea',
  typed: () => void,
): Required<Pick<Behaviour, 'attached' | 'changed' | 'field' | 'labelled'>> {
  const field = () => self.part<Field>(tag)
  const take = () => {
    const { maxlength } = self.values
    const element = field()
    if (maxlength >= 0 && element.value.length > maxlength) element.value = element.value.slice(0, maxlength)
    const { value } = element
    self.set({ value })
    typed()
    self.emit('input', { value, cursor: element.selectionStart ?? value.length, keyCode: 0 })
  }
  const focus = () => {
    const { cursor, selectionStart, selectionEnd } = self.values
    const element = field()
    element.focus()
    if (selectionStart >= 0 && selectionEnd >= 0) element.setSelectionRange(selectionStart, selectionEnd)
    else if (cursor >= 0) element.setSelectionRange(cursor, cursor)
  }
  return {
    attached() {
      const element = field()
      let composing = false
      element.addEventListener('compositionstart', () => (composing = true))
      element.addEventListener('compositionend', () => {
        composing = false
        take()
      })
      element.addEventListener('input', () => {
        if (!composing) take()
      })
      element.addEventListener('focus', () => self.emit('focus', { value: element.value, height: 0 }))
      element.addEventListener('blur', () =>
        self.emit('blur', { value: element.value, cursor: element.selectionStart ?? 0 }),
      )
      element.addEventListener('keydown', (event) => {
        const confirms =
          event instanceof KeyboardEvent && event.key === 'Enter' && (tag === 'input' || event.ctrlKey)
        if (!confirms || composing) return
        self.emit('confirm', { value: element.value })
        if (!self.values.confirmHold) element.blur()
      })
      // The placeholder's class belongs to the page; only its colour and size can reach ::placeholder.
      const sample = getComputedStyle(self.part('.wx-placeholder'))
      if (self.part('.wx-placeholder').className !== 'wx-placeholder')
        self.element.style.setProperty('--placeholder', sample.color)
      if (self.values.autoFocus || self.values.focus) setTimeout(focus)
    },
    labelled: () => field().focus(),
    field: {
      value: () => field().value,
      reset: () => {
        field().value = ''
        self.set({ value: '' })
      },
    },
    changed: {
      value: () => {
        const element = field()
        const value = self.values.value ?? ''
        if (element.value !== value) element.value = value
        typed()
      },
      placeholder: () => field().setAttribute('placeholder', self.values.placeholder),
      placeholderStyle: () => {
        const colour = /(?:^|[;\s])color:\s*([^;]+)/.exec(self.values.placeholderStyle)?.[1]
        if (colour) self.element.style.setProperty('--placeholder', colour)
      },
      disabled: () => {
        field().disabled = self.values.disabled
      },
      focus: () => {
        if (self.values.focus) setTimeout(focus)
        else field().blur()
      },
    },
  }
}

const keyboards: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' }

export const input = builtin(
  'input',
  { ...shared, type: { type: String, value: 'text' }, password: Boolean },
  (self) => {
    const field = textField(self, 'input', () => {})
    return {
      ...field,
      attached() {
        field.attached()
        const element = self.part<HTMLInputElement>('input')
        element.addEventListener('focus', () => {
          if (self.values.type !== 'nickname') return
          offerNickname(element, (name) => {
            element.value = name
            element.dispatchEvent(new Event('input'))
            self.emit('nicknamereview', { pass: true, timeout: false })
          })
        })
      },
      changed: {
        ...field.changed,
        'type, password': () => {
          const { type, password } = self.values
          const element = self.part<HTMLInputElement>('input')
          element.type = password || type === 'safe-password' ? 'password' : 'text'
          element.inputMode = keyboards[type] ?? 'text'
        },
      },
    }
  },
)

export const textarea = builtin(
  'textarea',
  {
    ...shared,
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: { type: Boolean, value: true },
    disableDefaultPadding: Boolean,
  },
  (self) => {
    let heightBefore = 0
    const fit = () => {
      // It comes a moment later, and a page may have been left by then.
      if (!self.values.autoHeight || !self.node.$$) return
      const element = self.part<HTMLTextAreaElement>('textarea')
      element.rows = 1
      element.style.height = 'auto'
      const height = element.scrollHeight
      element.style.height = `${height}px`
      if (height === heightBefore) return
      heightBefore = height
      const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight) || height
      self.emit('linechange', {
        height,
        heightRpx: (height * 750) / innerWidth,
        lineCount: Math.max(1, Math.round(height / lineHeight)),
      })
    }
    const field = textField(self, 'textarea', fit)
    return {
      ...field,
      attached() {
        field.attached()
        setTimeout(fit)
      },
      changed: {
        ...field.changed,
        autoHeight: () => {
          self.element.toggleAttribute('auto-height', self.values.autoHeight)
          setTimeout(fit)
        },
      },
    }
  },
)
