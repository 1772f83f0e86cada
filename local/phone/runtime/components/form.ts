/** form and the controls that are switched on and off: switch, checkbox, radio, slider. */
import type { Element as TemplateElement } from 'glass-easel'
import { builtin, type Instance, instanceAt, type Properties } from './builtin'

/** What a custom component with the behavior wx://form-field shows to its form. */
interface CustomField {
  formField?: boolean
  data: { name?: string; value?: unknown }
}

/** Every named control of a form with its value, built in or custom, in document order. */
function collect(form: HTMLElement): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const element of form.querySelectorAll('*')) {
    const builtIn = instanceAt(element)
    if (builtIn) {
      const { name } = builtIn.values
      if (builtIn.behaviour.field && typeof name === 'string' && name)
        values[name] = builtIn.behaviour.field.value()
      continue
    }
    const component = (
      element as Element & { __wxElement?: TemplateElement }
    ).__wxElement?.asGeneralComponent()
    const custom = component?.getMethodCaller() as CustomField | undefined
    if (custom?.formField && custom.data.name) values[custom.data.name] = custom.data.value
  }
  return values
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/form.html */
export const form = builtin('form', { reportSubmit: Boolean, reportSubmitTimeout: Number }, (self) => ({
  submit: (from) => {
    const target = { id: from.node.id, dataset: { ...from.node.dataset } }
    self.emit('submit', { value: collect(self.element), target, formId: '' })
  },
  reset: (from) => {
    for (const element of self.element.querySelectorAll('*')) instanceAt(element)?.behaviour.field?.reset()
    self.emit('reset', { target: { id: from.node.id, dataset: { ...from.node.dataset } } })
  },
}))

/** Tells a screen reader, and a test, what a control is and whether it is on. */
function announce(element: HTMLElement, role: string, checked: boolean, disabled: boolean): void {
  if (!element.hasAttribute('role')) element.setAttribute('role', role)
  element.setAttribute('aria-checked', String(checked))
  element.setAttribute('aria-disabled', String(disabled))
}

const toggle = { checked: Boolean, disabled: Boolean, color: String } satisfies Properties

export const switchControl = builtin(
  'switch',
  {
    ...toggle,
    name: String,
    type: { type: String, value: 'switch' },
    color: { type: String, value: '#04be02' },
  },
  (self) => {
    let initially = false
    const flip = () => {
      if (self.values.disabled) return
      self.set({ checked: !self.values.checked })
      self.emit('change', { value: self.values.checked })
    }
    const show = () => announce(self.element, 'switch', self.values.checked, self.values.disabled)
    return {
      attached() {
        initially = self.values.checked
        show()
      },
      tap: flip,
      labelled: flip,
      field: { value: () => self.values.checked, reset: () => self.set({ checked: initially }) },
      changed: { 'checked, disabled': show },
    }
  },
)

const checkedValues = (group: { inside(...tags: string[]): Instance[] }, tag: string) =>
  group
    .inside(tag)
    .filter((one) => one.values.checked)
    .map((one) => one.values.value)

export const checkbox = builtin(
  'checkbox',
  { ...toggle, value: String, color: { type: String, value: '#09bb07' } },
  (self) => {
    const flip = () => {
      if (self.values.disabled) return
      self.set({ checked: !self.values.checked })
      const group = self.enclosing('checkbox-group')
      group?.emit('change', { value: group.behaviour.field?.value() })
    }
    const show = () => announce(self.element, 'checkbox', self.values.checked, self.values.disabled)
    return { attached: show, tap: flip, labelled: flip, changed: { 'checked, disabled': show } }
  },
)

export const checkboxGroup = builtin('checkbox-group', { name: String }, (self) => ({
  field: {
    value: () => checkedValues(self, 'checkbox'),
    reset: () => {
      for (const one of self.inside('checkbox')) one.set({ checked: false })
    },
  },
}))

export const radio = builtin(
  'radio',
  { ...toggle, value: String, color: { type: String, value: '#09bb07' } },
  (self) => {
    const choose = () => {
      if (self.values.disabled || self.values.checked) return
      const group = self.enclosing('radio-group')
      for (const one of group ? group.element.querySelectorAll('wx-radio') : [])
        instanceAt(one)?.set({ checked: false })
      self.set({ checked: true })
      group?.emit('change', { value: self.values.value })
    }
    const show = () => announce(self.element, 'radio', self.values.checked, self.values.disabled)
    return { attached: show, tap: choose, labelled: choose, changed: { 'checked, disabled': show } }
  },
)

export const radioGroup = builtin('radio-group', { name: String }, (self) => ({
  attached: () => self.element.setAttribute('role', self.element.getAttribute('role') ?? 'radiogroup'),
  field: {
    value: () => checkedValues(self, 'radio')[0] ?? '',
    reset: () => {
      for (const one of self.inside('radio')) one.set({ checked: false })
    },
  },
}))

export const slider = builtin(
  'slider',
  {
    name: String,
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: { type: Number, value: 0 },
    disabled: Boolean,
    showValue: Boolean,
    selectedColor: String,
    activeColor: { type: String, value: '#1aad19' },
    backgroundColor: { type: String, value: '#e9e9e9' },
  },
  (self) => {
    const control = () => self.part<HTMLInputElement>('input')
    let initially = 0
    const show = () => {
      const { min, max, step, value, disabled, activeColor, selectedColor, backgroundColor } = self.values
      Object.assign(control(), { min: String(min), max: String(max), step: String(step), disabled })
      control().value = String(value)
      const { style } = self.element
      style.setProperty('--slider', selectedColor || activeColor)
      style.setProperty('--slider-rest', backgroundColor)
      style.setProperty('--slid', `${max > min ? ((value - min) / (max - min)) * 100 : 0}%`)
    }
    return {
      attached() {
        initially = self.values.value
        show()
        control().addEventListener('input', () => {
          self.set({ value: Number(control().value) })
          self.emit('changing', { value: self.values.value })
        })
        control().addEventListener('change', () => self.emit('change', { value: self.values.value }))
      },
      field: { value: () => self.values.value, reset: () => self.set({ value: initially }) },
      changed: { 'min, max, step, value, disabled, activeColor, selectedColor, backgroundColor': show },
    }
  },
)
