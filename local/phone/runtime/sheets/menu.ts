/** The menu behind the capsule's dots. */
import { navigation } from '../navigation'
import { choose } from './dialog'
import { toast } from './toast'

export const shareMenu = { hidden: false }

export async function openMenu(): Promise<void> {
  const page = navigation.current()
  const choices: [string, () => void][] = [
    ['转发给朋友', () => navigation.share('menu')],
    ['分享到朋友圈', () => shareToMoments()],
    ['重新进入小程序', () => navigation.reLaunch(navigation.firstRoute())],
  ]
  const offered = choices.filter(([text]) => {
    if (text === '转发给朋友') return !shareMenu.hidden && page?.has('onShareAppMessage')
    if (text === '分享到朋友圈') return !shareMenu.hidden && page?.has('onShareTimeline')
    return true
  })
  const place = await choose(
    offered.map(([text]) => text),
    page?.bar.title,
  )
  if (place !== undefined) offered[place]?.[1]()
}

function shareToMoments(): void {
  const card = navigation.current()?.call('onShareTimeline') as { title?: string } | undefined
  toast(`朋友圈：${card?.title ?? navigation.current()?.bar.title ?? ''}`)
}
