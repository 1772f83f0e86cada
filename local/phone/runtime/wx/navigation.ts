/** wx: pages, bars, scrolling. */
import { hideTabBar, tabBadges } from '../chrome'
import { absoluteRoute } from '../files'
import { navigation } from '../navigation'
import { wxFunction } from './api'

interface UrlOptions {
  url: string
  events?: Record<string, (...values: unknown[]) => void>
}

const absolute = (url: string) => absoluteRoute(url, navigation.currentRoute())
const page = () => {
  const current = navigation.current()
  if (!current) throw new Error('no page is open')
  return current
}
const changed = (change: () => void) => {
  change()
  navigation.changed()
}

export const navigationApi = {
  navigateTo: wxFunction('navigateTo', ({ url, events = {} }: UrlOptions) => {
    const eventChannel = navigation.navigateTo(absolute(url))
    for (const [name, listener] of Object.entries(events)) eventChannel.on(name, listener)
    return { eventChannel }
  }),
  redirectTo: wxFunction('redirectTo', ({ url }: UrlOptions) => navigation.redirectTo(absolute(url))),
  switchTab: wxFunction('switchTab', ({ url }: UrlOptions) => navigation.switchTab(absolute(url))),
  reLaunch: wxFunction('reLaunch', ({ url }: UrlOptions) => navigation.reLaunch(absolute(url))),
  navigateBack: wxFunction('navigateBack', ({ delta = 1 }: { delta?: number }) =>
    navigation.navigateBack(delta),
  ),

  setNavigationBarTitle: wxFunction('setNavigationBarTitle', ({ title }: { title: string }) =>
    changed(() => {
      page().bar.title = title
    }),
  ),
  setNavigationBarColor: wxFunction(
    'setNavigationBarColor',
    ({ frontColor, backgroundColor }: { frontColor: string; backgroundColor: string }) =>
      changed(() =>
        Object.assign(page().bar, { dark: frontColor === '#000000', background: backgroundColor }),
      ),
  ),
  showNavigationBarLoading: wxFunction('showNavigationBarLoading', () =>
    changed(() => Object.assign(page().bar, { loading: true })),
  ),
  hideNavigationBarLoading: wxFunction('hideNavigationBarLoading', () =>
    changed(() => Object.assign(page().bar, { loading: false })),
  ),
  hideHomeButton: wxFunction('hideHomeButton', () =>
    document.querySelector('.phone-back.home')?.setAttribute('hidden', ''),
  ),
  setBackgroundColor: wxFunction('setBackgroundColor', ({ backgroundColor }: { backgroundColor?: string }) =>
    page().frame.style.setProperty('--page-background', backgroundColor ?? '#ffffff'),
  ),
  setBackgroundTextStyle: wxFunction('setBackgroundTextStyle', () => {}),

  setTabBarBadge: wxFunction('setTabBarBadge', ({ index, text }: { index: number; text: string }) =>
    changed(() => {
      tabBadges.set(index, { text })
    }),
  ),
  removeTabBarBadge: wxFunction('removeTabBarBadge', ({ index }: { index: number }) =>
    changed(() => tabBadges.delete(index)),
  ),
  showTabBarRedDot: wxFunction('showTabBarRedDot', ({ index }: { index: number }) =>
    changed(() => tabBadges.set(index, 'dot')),
  ),
  hideTabBarRedDot: wxFunction('hideTabBarRedDot', ({ index }: { index: number }) =>
    changed(() => tabBadges.delete(index)),
  ),
  hideTabBar: wxFunction('hideTabBar', () => hideTabBar(true)),
  showTabBar: wxFunction('showTabBar', () => hideTabBar(false)),

  startPullDownRefresh: wxFunction('startPullDownRefresh', () => page().startPullDown()),
  stopPullDownRefresh: wxFunction('stopPullDownRefresh', () => page().stopPullDown()),
  pageScrollTo: wxFunction(
    'pageScrollTo',
    ({
      scrollTop,
      selector,
      offsetTop = 0,
      duration = 300,
    }: {
      scrollTop?: number
      selector?: string
      offsetTop?: number
      duration?: number
    }) => {
      const { scroller, component } = page()
      const target = selector
        ? (component.getShadowRoot()?.querySelector(selector)?.$$ as Element | null | undefined)
        : undefined
      if (selector && !target) throw new Error(`the node "${selector}" is not found`)
      const top = target
        ? target.getBoundingClientRect().top -
          scroller.getBoundingClientRect().top +
          scroller.scrollTop +
          offsetTop
        : scrollTop
      scroller.scrollTo({ top, behavior: duration > 0 ? 'smooth' : 'instant' })
    },
  ),
}
