/** wx: the device and the client. */

import { errorListeners, rejectionListeners } from '../errors'
import { fontSize, getNetwork, type Network, onNetwork } from '../host'
import { enterOptions, launchOptions } from '../launch'
import { navigation } from '../navigation'
import { confirm } from '../sheets/dialog'
import { toast } from '../sheets/toast'
import { listenable, wxFunction } from './api'

const statusBarHeight = 44
const homeIndicatorHeight = 34
const capsule = { width: 87, height: 32, top: 50, right: 7 }

const windowInfo = () => ({
  pixelRatio: devicePixelRatio,
  screenWidth: innerWidth,
  screenHeight: innerHeight,
  windowWidth: innerWidth,
  windowHeight: navigation.current()?.frame.clientHeight || innerHeight - statusBarHeight - 44,
  statusBarHeight,
  screenTop: navigation.current()?.bar.custom ? 0 : statusBarHeight + 44,
  safeArea: {
    left: 0,
    right: innerWidth,
    top: statusBarHeight,
    bottom: innerHeight - homeIndicatorHeight,
    width: innerWidth,
    height: innerHeight - statusBarHeight - homeIndicatorHeight,
  },
})
const deviceInfo = () => ({
  brand: 'devtools',
  model: 'Preview',
  platform: 'devtools',
  system: 'Preview',
  abi: '',
  benchmarkLevel: 40,
  memorySize: '4096',
})
const appBaseInfo = () => ({
  SDKVersion: '3.8.12',
  version: '8.0.60',
  language: 'zh_CN',
  theme: 'light',
  enableDebug: false,
  fontSizeSetting: fontSize,
  fontSizeScaleFactor: fontSize / 16,
  host: { appId: '', env: 'preview' },
})
const systemInfo = () => ({ ...deviceInfo(), ...appBaseInfo(), ...windowInfo() })

const networkType = (network: Network) =>
  network === 'offline' ? 'none' : network === 'slow' ? '2g' : 'wifi'
type NetworkListener = (status: { isConnected: boolean; networkType: string }) => void
const networkListeners = new Set<NetworkListener>()
onNetwork((network) => {
  for (const listener of networkListeners)
    listener({ isConnected: network !== 'offline', networkType: networkType(network) })
})

export const visibilityListeners = { show: new Set<(options: object) => void>(), hide: new Set<() => void>() }
const resizeListeners = new Set<(size: { size: { windowWidth: number; windowHeight: number } }) => void>()
window.addEventListener('resize', () => {
  const size = { windowWidth: innerWidth, windowHeight: windowInfo().windowHeight }
  for (const listener of resizeListeners) listener({ size })
})

let brightness = 0.5
const dimmed = (value: number) => {
  brightness = value
  const phone = document.querySelector<HTMLElement>('.phone')
  // A screen can be darker than usual here, not brighter.
  if (phone) phone.style.filter = value >= 0 && value < 0.5 ? `brightness(${0.4 + value})` : ''
}

const events = {
  NetworkStatusChange: listenable(networkListeners),
  AppShow: listenable(visibilityListeners.show),
  AppHide: listenable(visibilityListeners.hide),
  Error: listenable(errorListeners),
  UnhandledRejection: listenable(rejectionListeners),
  WindowResize: listenable(resizeListeners),
  // What never happens on this phone may be listened to all the same.
  MemoryWarning: listenable(new Set<() => void>()),
  PageNotFound: listenable(new Set<() => void>()),
  ThemeChange: listenable(new Set<() => void>()),
  UserCaptureScreen: listenable(new Set<() => void>()),
  KeyboardHeightChange: listenable(new Set<() => void>()),
  LazyLoadError: listenable(new Set<() => void>()),
}
const eventApi = Object.fromEntries(
  Object.entries(events).flatMap(([name, { on, off }]) => [
    [`on${name}`, on],
    [`off${name}`, off],
  ]),
)

const tell = (title: string, content: string) => confirm({ title, content, cancel: false })
const log = {
  debug: console.info,
  info: console.info,
  log: console.info,
  warn: console.warn,
  error: console.error,
}

export const systemApi = {
  ...eventApi,
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: appBaseInfo,
  getSystemInfoSync: systemInfo,
  getSystemInfo: wxFunction('getSystemInfo', systemInfo),
  getSystemInfoAsync: wxFunction('getSystemInfoAsync', systemInfo),
  getSystemSetting: () => ({
    bluetoothEnabled: false,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  }),
  getAppAuthorizeSetting: () => ({
    cameraAuthorized: 'authorized',
    notificationAuthorized: 'authorized',
    albumAuthorized: 'authorized',
  }),
  getMenuButtonBoundingClientRect: () => ({
    width: capsule.width,
    height: capsule.height,
    top: capsule.top,
    bottom: capsule.top + capsule.height,
    left: innerWidth - capsule.right - capsule.width,
    right: innerWidth - capsule.right,
  }),
  getLaunchOptionsSync: launchOptions,
  getEnterOptionsSync: enterOptions,
  getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
  getNetworkType: wxFunction('getNetworkType', () => ({ networkType: networkType(getNetwork()) })),
  getUpdateManager: () => ({
    onCheckForUpdate() {},
    onUpdateReady() {},
    onUpdateFailed() {},
    applyUpdate: () => location.reload(),
  }),
  getLogManager: () => log,
  getRealtimeLogManager: () => ({ ...log, setFilterMsg() {}, addFilterMsg() {}, in() {} }),
  reportEvent: () => {},
  reportMonitor: () => {},
  getPerformance: () => performance,
  nextTick: (callback: () => void) => queueMicrotask(callback),
  arrayBufferToBase64: (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))),
  base64ToArrayBuffer: (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer,

  setClipboardData: wxFunction('setClipboardData', async ({ data }: { data: string }) => {
    clipboard = data
    // The browser may keep its own clipboard from a page; the phone's is kept here.
    await navigator.clipboard?.writeText(data).catch(() => {})
    toast('内容已复制', 'none')
  }),
  getClipboardData: wxFunction('getClipboardData', () => ({ data: clipboard })),
  vibrateShort: wxFunction('vibrateShort', () => {}),
  vibrateLong: wxFunction('vibrateLong', () => {}),
  setKeepScreenOn: wxFunction('setKeepScreenOn', () => {}),
  getScreenBrightness: wxFunction('getScreenBrightness', () => ({ value: brightness })),
  setScreenBrightness: wxFunction('setScreenBrightness', ({ value }: { value: number }) => dimmed(value)),
  setVisualEffectOnCapture: wxFunction('setVisualEffectOnCapture', () => {}),
  hideKeyboard: wxFunction('hideKeyboard', () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }),
  makePhoneCall: wxFunction('makePhoneCall', async ({ phoneNumber }: { phoneNumber: string }) => {
    const { confirm: called } = await confirm({
      title: phoneNumber,
      content: '在手机上，这里会拨打电话。',
      confirmText: '呼叫',
    })
    if (!called) throw new Error('cancel')
  }),
  addPhoneCalendar: wxFunction('addPhoneCalendar', async ({ title }: { title: string }) => {
    const { confirm: added } = await confirm({ title: '添加到日历', content: title, confirmText: '添加' })
    if (!added) throw new Error('auth deny')
  }),
  addPhoneContact: wxFunction('addPhoneContact', async ({ firstName }: { firstName: string }) => {
    await tell('添加到通讯录', firstName)
  }),
  chooseLocation: wxFunction('chooseLocation', async () => {
    const { confirm: chosen } = await confirm({
      title: '选择位置',
      content: '在手机上，这里会打开地图。预览里只有一处：图书馆。',
      confirmText: '选它',
    })
    if (!chosen) throw new Error('cancel')
    return { name: '图书馆', address: '江城市镜湖路 7 号', latitude: 30.5, longitude: 114.36 }
  }),
  openLocation: wxFunction(
    'openLocation',
    async ({ name = '', address = '' }: { name?: string; address?: string }) => {
      await tell(name || '位置', address || '在手机上，这里会打开地图。')
    },
  ),
}

let clipboard = ''
