/** An event's cover, ready to be drawn on a canvas. */
import type { ShownCover } from '../../contract/event-content'
import { loadPicture } from '../../utils/canvas'
import type { Cover } from './invitation'
import { readLineArt } from './line-art'

/** What stands there when a picture cannot be read: an invitation without it is still one. */
const inItsPlace = 'ginkgo'

export async function readCover(canvas: WechatMiniprogram.Canvas, cover: ShownCover): Promise<Cover> {
  if (cover.kind === 'art') return { kind: 'art', svg: await readLineArt(cover.art) }
  try {
    return { kind: 'picture', image: await loadPicture(canvas, cover.url) }
  } catch (error) {
    console.warn('cover', error)
    return { kind: 'art', svg: await readLineArt(inItsPlace) }
  }
}
