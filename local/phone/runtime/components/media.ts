/** image, icon, progress, rich-text, canvas, video. */
import { report } from '../errors'
import { addressOf } from '../files'
import { fileUrl } from '../wx/cloud'
import { builtin } from './builtin'

/** How each mode lays the picture into its box; https://developers.weixin.qq.com/miniprogram/dev/component/image.html */
const fits: Record<string, [fit: string, position: string]> = {
  scaleToFill: ['fill', 'center'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['fill', 'center'],
  heightFix: ['fill', 'center'],
}

export const image = builtin(
  'image',
  {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    showMenuByLongpress: Boolean,
    webp: Boolean,
    fadeIn: Boolean,
    alt: String,
  },
  (self) => {
    const picture = () => self.part<HTMLImageElement>('img')
    /** A file of the cloud has another address each time; by the time it is known the page may want another file. */
    const showCloudFile = async (fileID: string) => {
      const url = await fileUrl(fileID)
      if (self.values.src !== fileID) return
      if (url) picture().src = url
      else self.emit('error', { errMsg: `${fileID} cannot be read` })
    }
    return {
      attached() {
        if (!self.element.hasAttribute('role')) self.element.setAttribute('role', 'img')
        // Held, because it may be there only after its page has gone.
        const shown = picture()
        shown.addEventListener('load', () => {
          shown.style.visibility = ''
          self.emit('load', { width: shown.naturalWidth, height: shown.naturalHeight })
        })
        shown.addEventListener('error', () => {
          // A phone shows nothing where a browser shows a broken picture.
          shown.style.visibility = 'hidden'
          self.emit('error', { errMsg: `GET ${self.values.src} 404 (Not Found)` })
        })
      },
      changed: {
        mode: () => {
          const [fit, position] = fits[self.values.mode] ?? ['none', self.values.mode]
          Object.assign(picture().style, { objectFit: fit, objectPosition: position })
          self.element.setAttribute('mode', self.values.mode)
        },
        lazyLoad: () => {
          picture().loading = self.values.lazyLoad ? 'lazy' : 'eager'
        },
        src: () => {
          const { src } = self.values
          if (src.startsWith('cloud://')) showCloudFile(src).catch((error) => report(error, '<image>'))
          else if (src) picture().src = addressOf(src, self.owner)
          else picture().removeAttribute('src')
        },
      },
    }
  },
)

export const coverImage = builtin('cover-image', { src: String }, (self) => ({
  changed: {
    src: () => {
      self.part<HTMLImageElement>('img').src = addressOf(self.values.src, self.owner)
    },
  },
}))

const weuiIcons: Record<string, string> = { success_no_circle: 'success-no-circle' }

export const icon = builtin(
  'icon',
  { type: String, size: { type: null, value: 23 }, color: String },
  (self) => ({
    changed: {
      'type, size, color': () => {
        const { type, size, color } = self.values
        const sign = self.part('i')
        sign.className = `weui-icon-${weuiIcons[type] ?? type}`
        sign.style.fontSize =
          typeof size === 'number' || /^\d+$/.test(String(size)) ? `${size}px` : String(size)
        sign.style.color = color
      },
    },
  }),
)

export const progress = builtin('progress', {
  percent: Number,
  showInfo: Boolean,
  color: { type: String, value: '#09bb07' },
  activeColor: String,
  backgroundColor: { type: String, value: '#ebebeb' },
  strokeWidth: { type: Number, value: 6 },
  borderRadius: null,
  active: Boolean,
})

interface RichNode {
  type?: 'node' | 'text'
  name?: string
  text?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

const forbidden = 'script, iframe, object, embed, form, link, style'

/** Nothing in rich text may run; https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html */
function cleaned(root: DocumentFragment): DocumentFragment {
  for (const element of root.querySelectorAll(forbidden)) element.remove()
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) element.removeAttribute(name)
    }
    if (element instanceof HTMLImageElement) element.style.maxWidth ||= '100%'
    if (element instanceof HTMLAnchorElement) element.removeAttribute('href')
  }
  return root
}

function drawn({ type, name = 'span', text = '', attrs = {}, children = [] }: RichNode): Node {
  if (type === 'text') return document.createTextNode(text)
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attrs)) element.setAttribute(key, value)
  element.append(...children.map(drawn))
  return element
}

export const richText = builtin('rich-text', { nodes: null, space: String, userSelect: Boolean }, (self) => ({
  changed: {
    nodes: () => {
      const template = document.createElement('template')
      const { nodes } = self.values
      if (typeof nodes === 'string') template.innerHTML = nodes
      else template.content.append(...((nodes ?? []) as RichNode[]).map(drawn))
      self.element.replaceChildren(cleaned(template.content))
    },
  },
}))

export const canvas = builtin('canvas', { type: String, canvasId: String, disableScroll: Boolean })

export const video = builtin(
  'video',
  {
    src: String,
    poster: String,
    autoplay: Boolean,
    loop: Boolean,
    muted: Boolean,
    controls: { type: Boolean, value: true },
    objectFit: { type: String, value: 'contain' },
    title: String,
  },
  (self) => {
    const film = () => self.part<HTMLVideoElement>('video')
    return {
      attached() {
        film().playsInline = true
        film().controls = self.values.controls
        for (const name of ['play', 'pause', 'ended']) film().addEventListener(name, () => self.emit(name))
        film().addEventListener('timeupdate', () =>
          self.emit('timeupdate', { currentTime: film().currentTime, duration: film().duration }),
        )
        film().addEventListener('error', () => self.emit('error', { errMsg: 'MEDIA_ERR_SRC_NOT_SUPPORTED' }))
      },
      changed: {
        src: () => {
          film().src = addressOf(self.values.src, self.owner)
        },
        poster: () => {
          film().poster = addressOf(self.values.poster, self.owner)
        },
        'autoplay, loop, muted, controls, objectFit': () => {
          const { autoplay, loop, muted, controls, objectFit } = self.values
          Object.assign(film(), { autoplay, loop, muted, controls })
          film().style.objectFit = objectFit
        },
      },
    }
  },
)
