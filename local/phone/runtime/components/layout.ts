/** view, text, cover-view, root-portal, label, navigator and whatever else only arranges and leads. */
import { absoluteRoute } from '../files'
import { navigation } from '../navigation'
import type { OpenPage } from '../page'
import { builtin, instanceAt, type Properties, type Self, setTemporaryClass } from './builtin'

/** https://developers.weixin.qq.com/miniprogram/dev/component/view.html */
export function hoverProperties(className: string, stayMs: number) {
  return {
    hoverClass: { type: String, value: className },
    hoverStartTime: { type: Number, value: 50 },
    hoverStayTime: { type: Number, value: stayMs },
    hoverStopPropagation: Boolean,
  } satisfies Properties
}

/** Adds the hover class while a finger rests on the element. */
export function hover(
  self: Self<ReturnType<typeof hoverProperties> & { disabled?: BooleanConstructor }>,
): void {
  let timer = 0
  const later = (names: string, delayMs: number) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => setTemporaryClass(self.node, names), delayMs)
  }
  self.node.addListener('touchstart', (event) => {
    const { hoverClass, hoverStartTime, hoverStopPropagation } = self.values
    const stopped = event as typeof event & { hoverStopped?: boolean }
    if (!hoverClass || hoverClass === 'none' || self.values.disabled || stopped.hoverStopped) return
    if (hoverStopPropagation) Object.getPrototypeOf(event).hoverStopped = true
    later(hoverClass, hoverStartTime)
  })
  for (const name of ['touchend', 'touchcancel']) {
    self.node.addListener(name, () => {
      if (self.values.hoverClass) later('', self.values.hoverStayTime)
    })
  }
}

export const view = builtin('view', hoverProperties('none', 400), (self) => ({ attached: () => hover(self) }))

export const coverView = builtin('cover-view', hoverProperties('none', 400), (self) => ({
  attached: () => hover(self),
}))

export const text = builtin(
  'text',
  { selectable: Boolean, userSelect: Boolean, space: String, decode: Boolean },
  (self) => ({
    changed: {
      'selectable, userSelect': () => {
        self.element.style.userSelect = self.values.selectable || self.values.userSelect ? 'text' : ''
      },
      space: () => {
        self.element.style.whiteSpace = self.values.space ? 'pre-wrap' : ''
      },
    },
  }),
)

/** Its content leaves the page's flow and covers the page. */
export const rootPortal = builtin('root-portal', { enable: { type: Boolean, value: true } })

const labelTargets = ['checkbox', 'radio', 'switch', 'button', 'input', 'textarea', 'picker']

export const label = builtin('label', { for: String }, (self) => ({
  attached() {
    self.node.addListener('tap', () => {
      const owner = self.node.ownerShadowRoot
      const named = self.values.for
        ? (owner?.getElementById(self.values.for)?.$$ as Element | null | undefined)
        : undefined
      const target = self.values.for ? instanceAt(named) : self.inside(...labelTargets)[0]
      // A tap on the target itself has already done its work.
      if (target && !target.element.contains(lastTapped)) target.behaviour.labelled?.()
    })
  },
}))

let lastTapped: Node | null = null
for (const name of ['touchend', 'pointerup']) {
  document.addEventListener(name, (event) => (lastTapped = event.target as Node | null), {
    capture: true,
    passive: true,
  })
}

const destinations = {
  navigate: (url: string) => navigation.navigateTo(url),
  redirect: (url: string) => navigation.redirectTo(url),
  switchTab: (url: string) => navigation.switchTab(url),
  reLaunch: (url: string) => navigation.reLaunch(url),
}

export const navigator = builtin(
  'navigator',
  {
    ...hoverProperties('navigator-hover', 600),
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    target: String,
  },
  (self) => ({
    attached() {
      hover(self)
      if (!self.element.hasAttribute('role')) self.element.setAttribute('role', 'link')
    },
    tap() {
      const { url, openType, delta } = self.values
      try {
        if (openType === 'navigateBack') navigation.navigateBack(delta)
        else
          destinations[openType as keyof typeof destinations](absoluteRoute(url, navigation.currentRoute()))
        self.emit('success')
      } catch (error) {
        self.emit('fail', { errMsg: (error as Error).message })
        throw error
      }
    },
  }),
)

/** Sets the bars of the page that it stands in; https://developers.weixin.qq.com/miniprogram/dev/component/page-meta.html */
export const pageMeta = builtin(
  'page-meta',
  { pageStyle: String, rootFontSize: String, backgroundColor: String },
  (self) => {
    let page: OpenPage | undefined
    const show = () => {
      const { pageStyle, backgroundColor, rootFontSize } = self.values
      page?.setStyle(`${pageStyle};${backgroundColor ? `background-color:${backgroundColor}` : ''}`)
      page?.setRootFontSize(rootFontSize)
    }
    return {
      // Before, the page that it stands in is not yet the shown one.
      attached() {
        page = navigation.current()
        show()
      },
      changed: { 'pageStyle, backgroundColor, rootFontSize': show },
    }
  },
)

export const navigationBar = builtin(
  'navigation-bar',
  { title: String, frontColor: String, backgroundColor: String, loading: Boolean },
  (self) => ({
    changed: {
      'title, frontColor, backgroundColor': () => {
        const { title, frontColor, backgroundColor } = self.values
        const page = navigation.current()
        if (!page) return
        if (title) page.bar.title = title
        if (frontColor) page.bar.dark = frontColor.toLowerCase() === '#000000'
        if (backgroundColor) page.bar.background = backgroundColor
        navigation.changed()
      },
    },
  }),
)
