/** Every built-in component of the phone: its inner template and the values its attributes may have. Pure data, shared by compiler and runtime. */

export interface CatalogueEntry {
  /** WXML of the component's inside; a tag `html-x` is the plain HTML element x. */
  readonly template: string
  /** Attributes of which only the listed literal values are offered here. */
  readonly values?: Readonly<Record<string, readonly string[]>>
  /** Attributes that must be there, with the literal value they must have. */
  readonly required?: Readonly<Record<string, string>>
}

const slot: CatalogueEntry = { template: '<slot/>' }
const tick = (shape: string) =>
  `<html-span class="wx-tick ${shape}" on="{{checked}}" style="color:{{color}}"/>`

export const openTypes = [
  'share',
  'getPhoneNumber',
  'chooseAvatar',
  'contact',
  'agreePrivacyAuthorization',
  'getUserInfo',
  'openSetting',
  'feedback',
] as const

/** https://developers.weixin.qq.com/miniprogram/dev/component/ */
export const catalogue: Readonly<Record<string, CatalogueEntry>> = {
  view: slot,
  text: { ...slot, values: { space: ['ensp', 'emsp', 'nbsp'] } },
  label: slot,
  form: slot,
  navigator: {
    ...slot,
    values: {
      'open-type': ['navigate', 'redirect', 'switchTab', 'reLaunch', 'navigateBack'],
      target: ['self'],
    },
  },
  button: {
    ...slot,
    values: {
      'open-type': openTypes,
      'form-type': ['submit', 'reset'],
      type: ['default', 'primary', 'warn'],
      size: ['default', 'mini'],
    },
  },
  'root-portal': slot,
  'cover-view': slot,
  'cover-image': { template: '<html-img alt="" draggable="false"/>' },
  'scroll-view': { ...slot, values: { type: ['list'] } },
  swiper: {
    template:
      '<html-div class="wx-track"><slot/></html-div>' +
      '<html-div class="wx-dots" wx:if="{{indicatorDots}}"><html-i wx:for="{{count}}" wx:key="*this" style="background:{{index === current ? indicatorActiveColor : indicatorColor}}"/></html-div>',
  },
  'swiper-item': slot,
  image: {
    template: '<html-img alt="" draggable="false"/>',
    values: {
      mode: [
        'scaleToFill',
        'aspectFit',
        'aspectFill',
        'widthFix',
        'heightFix',
        'top',
        'bottom',
        'center',
        'left',
        'right',
        'top left',
        'top right',
        'bottom left',
        'bottom right',
      ],
    },
  },
  icon: {
    template: '<html-i/>',
    values: {
      type: [
        'success',
        'success_no_circle',
        'info',
        'warn',
        'waiting',
        'cancel',
        'download',
        'search',
        'clear',
      ],
    },
  },
  progress: {
    template:
      '<html-div class="wx-bar" style="height:{{strokeWidth}}px;background:{{backgroundColor}}"><html-i style="width:{{percent}}%;background:{{activeColor || color}}"/></html-div>' +
      '<html-span wx:if="{{showInfo}}">{{percent}}%</html-span>',
  },
  'rich-text': { template: '' },
  canvas: { template: '<html-canvas/>', required: { type: '2d' } },
  video: { template: '<html-video/>' },
  input: {
    template: '<html-input/><html-i class="placeholder-class wx-placeholder"/>',
    values: { type: ['text', 'number', 'digit', 'idcard', 'nickname', 'safe-password'] },
  },
  textarea: { template: '<html-textarea/><html-i class="placeholder-class wx-placeholder"/>' },
  picker: {
    ...slot,
    values: {
      mode: ['selector', 'multiSelector', 'time', 'date', 'region'],
      fields: ['year', 'month', 'day'],
    },
  },
  'picker-view': {
    template: '<slot/><html-i class="wx-picker-mask"/><html-i class="wx-picker-indicator"/>',
  },
  'picker-view-column': slot,
  slider: { template: '<html-input type="range"/><html-span wx:if="{{showValue}}">{{value}}</html-span>' },
  switch: {
    template:
      '<html-span class="wx-switch" wx:if="{{type !== \'checkbox\'}}" on="{{checked}}" style="color:{{color}}"/>' +
      `<block wx:else>${tick('square')}</block>`,
    values: { type: ['switch', 'checkbox'] },
  },
  checkbox: { template: `${tick('square')}<slot/>` },
  'checkbox-group': slot,
  radio: { template: `${tick('round')}<slot/>` },
  'radio-group': slot,
  'page-meta': slot,
  'navigation-bar': { template: '' },
}

/** Tags that the template language itself knows. */
export const languageTags = new Set(['block', 'template', 'import', 'include', 'slot', 'wxs'])

/** The tag's name in the document: a name without a dash would otherwise be taken for HTML's own element of that name. */
export function elementName(tag: string): string {
  if (tag.startsWith('html-')) return tag.slice('html-'.length)
  return tag in catalogue || !tag.includes('-') ? `wx-${tag}` : tag
}
