/** scroll-view, swiper and swiper-item. */
import { builtin, instanceAt, type Self } from './builtin'

const scrollProperties = {
  scrollX: Boolean,
  scrollY: Boolean,
  scrollTop: null,
  scrollLeft: null,
  scrollIntoView: String,
  scrollIntoViewOffset: Number,
  scrollWithAnimation: Boolean,
  upperThreshold: { type: null, value: 50 },
  lowerThreshold: { type: null, value: 50 },
  enableBackToTop: Boolean,
  enableFlex: Boolean,
  enhanced: Boolean,
  enablePassive: null,
  bounces: { type: Boolean, value: true },
  showScrollbar: { type: Boolean, value: true },
  pagingEnabled: Boolean,
  fastDeceleration: Boolean,
  type: String,
  refresherEnabled: Boolean,
  refresherThreshold: { type: Number, value: 45 },
  refresherDefaultStyle: String,
  refresherBackground: String,
  refresherTriggered: Boolean,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html */
export const scrollView = builtin('scroll-view', scrollProperties, (self) => {
  const to = (place: ScrollToOptions) =>
    self.element.scrollTo({ ...place, behavior: self.values.scrollWithAnimation ? 'smooth' : 'instant' })
  const intoView = () => {
    const target = self.node.ownerShadowRoot?.getElementById(self.values.scrollIntoView)?.$$ as unknown as
      | Element
      | undefined
    if (!target) return
    const [here, there] = [self.element.getBoundingClientRect(), target.getBoundingClientRect()]
    const offset = self.values.scrollIntoViewOffset
    to({
      top: self.values.scrollY ? there.top - here.top + self.element.scrollTop + offset : undefined,
      left: self.values.scrollX ? there.left - here.left + self.element.scrollLeft + offset : undefined,
    })
  }
  return {
    attached() {
      watchScroll(self)
      watchRefresh(self)
    },
    changed: {
      'scrollX, scrollY, enableFlex': () => {
        self.element.toggleAttribute('scroll-x', self.values.scrollX)
        self.element.toggleAttribute('scroll-y', self.values.scrollY)
        self.element.toggleAttribute('enable-flex', self.values.enableFlex)
      },
      scrollTop: () => setTimeout(() => to({ top: Number(self.values.scrollTop) })),
      scrollLeft: () => setTimeout(() => to({ left: Number(self.values.scrollLeft) })),
      scrollIntoView: () => setTimeout(intoView),
      refresherTriggered: () => {
        self.element.toggleAttribute('refreshing', self.values.refresherTriggered)
        if (!self.values.refresherTriggered) self.emit('refresherrestore')
      },
    },
  }
})

function watchScroll(self: Self<typeof scrollProperties>): void {
  const { element } = self
  let [top, left] = [element.scrollTop, element.scrollLeft]
  let atStart = true
  let atEnd = false
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element
    const sideways = self.values.scrollX && !self.values.scrollY
    self.emit('scroll', {
      scrollTop,
      scrollLeft,
      scrollHeight,
      scrollWidth,
      deltaX: left - scrollLeft,
      deltaY: top - scrollTop,
    })
    ;[top, left] = [scrollTop, scrollLeft]
    const before = sideways ? scrollLeft : scrollTop
    const after = sideways ? scrollWidth - clientWidth - scrollLeft : scrollHeight - clientHeight - scrollTop
    const nearStart = before <= Number(self.values.upperThreshold)
    const nearEnd = after <= Number(self.values.lowerThreshold)
    if (nearStart && !atStart) self.emit('scrolltoupper', { direction: sideways ? 'left' : 'top' })
    if (nearEnd && !atEnd) self.emit('scrolltolower', { direction: sideways ? 'right' : 'bottom' })
    ;[atStart, atEnd] = [nearStart, nearEnd]
  })
}

/** A pull at the top asks for fresh content. */
function watchRefresh(self: Self<typeof scrollProperties>): void {
  let startY: number | undefined
  const y = (event: unknown) =>
    (event as { changedTouches: { clientY: number }[] }).changedTouches[0]?.clientY ?? 0
  self.node.addListener('touchstart', (event) => {
    startY = self.values.refresherEnabled && self.element.scrollTop === 0 ? y(event) : undefined
  })
  self.node.addListener('touchend', (event) => {
    if (startY === undefined || y(event) - startY < self.values.refresherThreshold) return
    self.set({ refresherTriggered: true })
    self.emit('refresherrefresh')
  })
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/swiper.html */
const swiperProperties = {
  indicatorDots: Boolean,
  indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
  indicatorActiveColor: { type: String, value: '#000000' },
  autoplay: Boolean,
  current: Number,
  interval: { type: Number, value: 5000 },
  duration: { type: Number, value: 500 },
  circular: Boolean,
  vertical: Boolean,
  previousMargin: String,
  nextMargin: String,
  displayMultipleItems: { type: Number, value: 1 },
  easingFunction: String,
  snapToEdge: Boolean,
}

export const swiper = builtin(
  'swiper',
  swiperProperties,
  (self) => {
    const track = () => self.part('.wx-track')
    const items = () => [...track().children].filter((one) => one.localName === 'wx-swiper-item')
    const stepLength = () =>
      (self.values.vertical ? track().clientHeight : track().clientWidth) / self.values.displayMultipleItems
    let timer = 0
    let source: 'autoplay' | 'touch' | '' = 'touch'
    let counting: MutationObserver | undefined
    const show = (behavior: ScrollBehavior) => {
      const place = self.values.current * stepLength()
      track().scrollTo({ [self.values.vertical ? 'top' : 'left']: place, behavior })
    }
    const settle = () => {
      const length = stepLength()
      if (!length) return
      const current = Math.round((self.values.vertical ? track().scrollTop : track().scrollLeft) / length)
      const item = instanceAt(items()[current])
      const detail = { current, source, currentItemId: String(item?.values.itemId ?? '') }
      if (current !== self.values.current) {
        self.set({ current })
        self.emit('change', detail)
      }
      self.emit('animationfinish', detail)
      source = 'touch'
    }
    const run = () => {
      clearInterval(timer)
      if (!self.values.autoplay) return
      timer = window.setInterval(
        () => {
          const count = items().length
          if (count < 2 || track().offsetParent === null) return
          source = 'autoplay'
          track().scrollTo({
            [self.values.vertical ? 'top' : 'left']: ((self.values.current + 1) % count) * stepLength(),
            behavior: 'smooth',
          })
        },
        Math.max(500, self.values.interval),
      )
    }
    const margins = () => {
      const { vertical, previousMargin, nextMargin, displayMultipleItems } = self.values
      track().style.setProperty('--item', `${100 / displayMultipleItems}%`)
      track().style.padding = vertical
        ? `${previousMargin || 0} 0 ${nextMargin || 0}`
        : `0 ${nextMargin || 0} 0 ${previousMargin || 0}`
    }
    return {
      attached() {
        const count = () => self.node.setData({ count: items().length })
        count()
        counting = new MutationObserver(count)
        counting.observe(track(), { childList: true })
        track().addEventListener('scrollend', settle)
        margins()
        run()
        setTimeout(() => show('instant'))
      },
      detached() {
        clearInterval(timer)
        counting?.disconnect()
      },
      changed: {
        vertical: () => self.element.toggleAttribute('vertical', self.values.vertical),
        current: () => {
          if (self.element.isConnected && source === 'touch')
            show(self.values.duration > 0 ? 'smooth' : 'instant')
        },
        'autoplay, interval': run,
        'previousMargin, nextMargin, displayMultipleItems': margins,
      },
    }
  },
  { count: 0 },
)

export const swiperItem = builtin('swiper-item', { itemId: String, skipHiddenItemLayout: Boolean })
