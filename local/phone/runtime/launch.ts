/** How the mini-program was entered: by which page, query and scene. */
import { navigation } from './navigation'

export interface EnterOptions {
  path: string
  query: Record<string, string>
  /** https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html */
  scene: number
  shareTicket: string
  referrerInfo: object
}

const sceneOfHistory = 1001
const sceneOfCode = 1047
let launched: EnterOptions | undefined

/** The page that the frame's address asks for: `#/pages/home/home?x=1`. */
export function urlFromAddress(): string {
  return decodeURI(location.hash.replace(/^#\/?/, '')) || navigation.firstRoute()
}

/** @param scene what the server says; otherwise a `scene` in the query means that a code was scanned */
export function launch(url: string, scene?: string): EnterOptions {
  const { route, query } = navigation.destination(url)
  const number = Number(scene) || (query.scene === undefined ? sceneOfHistory : sceneOfCode)
  launched = { path: route, query, scene: number, shareTicket: '', referrerInfo: {} }
  return launched
}

export function launchOptions(): EnterOptions {
  if (!launched) throw new Error('the mini-program has not been launched')
  return launched
}

export const enterOptions = launchOptions
