/** What a phone draws around a page: status bar, navigation bar with capsule, tab bar, home indicator. */
import type { AppConfig } from '../program'
import { navigation } from './navigation'
import { queryText } from './page'
import { openMenu } from './sheets/menu'

/** Texts and dots that the mini-program has put on its tabs. */
export const tabBadges = new Map<number, { text: string } | 'dot'>()
let tabBarHidden = false

export function hideTabBar(hidden: boolean): void {
  tabBarHidden = hidden
  navigation.changed()
}

const markup = `
  <div class="phone">
    <header class="phone-bar">
      <div class="phone-status"><time></time><span class="phone-signal"></span></div>
      <div class="phone-navigation">
        <button type="button" class="phone-back"></button>
        <h1 class="phone-title"></h1>
      </div>
    </header>
    <div class="phone-capsule">
      <button type="button" class="phone-capsule-button" aria-label="更多"><i class="phone-dots"></i></button><button type="button" class="phone-capsule-button" aria-label="关闭"><i class="phone-ring"></i></button>
    </div>
    <main class="phone-pages"></main>
    <nav class="phone-tabs" role="tablist"></nav>
    <i class="phone-home"></i>
  </div>`

const find = <E extends HTMLElement>(selector: string): E => {
  const element = document.querySelector<E>(selector)
  if (!element) throw new Error(`the phone has no ${selector}`)
  return element
}

/** Draws the bars and keeps them true. */
export function drawChrome(config: AppConfig): void {
  document.body.insertAdjacentHTML('afterbegin', markup)
  find('.phone-back').addEventListener('click', goBack)
  const [menu, close] = document.querySelectorAll<HTMLElement>('.phone-capsule-button')
  menu?.addEventListener('click', () => openMenu())
  close?.addEventListener('click', () => navigation.reLaunch(navigation.firstRoute()))
  showTime()
  setInterval(showTime, 1000)
  navigation.onChange(() => {
    drawBar()
    drawTabs(config)
    followInAddress()
  })
}

function goBack(): void {
  if (navigation.stack.length > 1) navigation.navigateBack()
  else navigation.reLaunch(navigation.firstRoute())
}

function showTime(): void {
  const now = new Date().toLocaleTimeString('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  })
  const time = find('.phone-status time')
  if (time.textContent !== now) time.textContent = now
}

function drawBar(): void {
  const page = navigation.current()
  if (!page) return
  const { title, background, dark, custom, loading } = page.bar
  const bar = find('.phone-bar')
  bar.classList.toggle('custom', custom)
  bar.style.backgroundColor = custom ? 'transparent' : background
  find('.phone').classList.toggle('dark-writing', dark)
  find('.phone-title').textContent = loading ? `${title} …` : title
  document.title = title
  const back = find('.phone-back')
  const isHome = navigation.stack.length < 2
  back.hidden = page.isTab || custom || (isHome && page.route === navigation.firstRoute())
  back.classList.toggle('home', isHome)
  back.setAttribute('aria-label', isHome ? '首页' : '返回')
}

function drawTabs({ tabBar }: AppConfig): void {
  const route = navigation.current()?.route
  const bar = find('.phone-tabs')
  const shown = navigation.current()?.isTab && !tabBarHidden
  bar.hidden = !shown
  find('.phone-home').hidden = false
  if (!tabBar || !shown) return
  bar.style.backgroundColor = tabBar.backgroundColor ?? '#ffffff'
  bar.classList.toggle('light-line', tabBar.borderStyle === 'white')
  bar.replaceChildren(
    ...tabBar.list.map((tab, index) => {
      const selected = tab.pagePath === route
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'phone-tab'
      button.setAttribute('role', 'tab')
      button.setAttribute('aria-selected', String(selected))
      button.style.color = (selected ? tabBar.selectedColor : tabBar.color) ?? ''
      const icon = (selected && tab.selectedIconPath) || tab.iconPath
      if (icon) {
        const picture = new Image()
        picture.src = `files/${icon.replace(/^\//, '')}`
        picture.alt = ''
        button.append(picture)
      }
      button.append(tab.text, ...badge(index))
      button.addEventListener('click', () => {
        navigation.switchTab(tab.pagePath)
        navigation.current()?.call('onTabItemTap', { index, pagePath: tab.pagePath, text: tab.text })
      })
      return button
    }),
  )
}

function badge(index: number): HTMLElement[] {
  const value = tabBadges.get(index)
  if (!value) return []
  const mark = document.createElement('em')
  if (value !== 'dot') mark.textContent = value.text
  return [mark]
}

/** The address follows the page, so that a reload shows the same one. */
function followInAddress(): void {
  const page = navigation.current()
  if (!page) return
  const query = queryText(page.query)
  // Encoded once more, because what is read back is decoded once (see launch.ts).
  history.replaceState(null, '', `#/${page.route}${query ? `?${encodeURI(query)}` : ''}`)
}
