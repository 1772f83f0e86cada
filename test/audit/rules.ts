/**
 * What must hold of every page. The limits are those of WeChat's own audit, or stricter ones of this house:
 * https://developers.weixin.qq.com/miniprogram/dev/framework/audits/audits.html
 */
import type { Update } from '../../local/phone/runtime/meter'
import type { Visit } from './visit'

export interface Rule {
  readonly name: string
  /** What breaks it; nothing when it holds. */
  broken(visit: Visit): readonly string[]
}

const updateBytes = 256 * 1024
/** What is cheaper to send again than to compare. */
const repeatedBytes = 512

const atMost = (name: string, most: number, of: (visit: Visit) => number): Rule => ({
  name: `${name} ≤ ${most}`,
  broken: (visit) => (of(visit) > most ? [String(Math.round(of(visit)))] : []),
})

const never = (name: string, of: (visit: Visit) => readonly string[]): Rule => ({ name, broken: of })

/** In the worst second, and of the unit that set most. */
function updatesPerSecond(updates: readonly Update[]): number {
  const within = ({ unit, atMs }: Update) =>
    updates.filter((other) => other.unit === unit && other.atMs >= atMs && other.atMs < atMs + 1000).length
  return Math.max(0, ...updates.map(within))
}

export const rules: readonly Rule[] = [
  never('no errors', ({ errors }) => errors),
  never('no failed requests', ({ failedRequests }) => failedRequests),
  never('picture ≤ 200 KB', ({ heavyPictures }) => heavyPictures),
  never('comes to rest', ({ opened }) => (opened.isAtRest ? [] : ['still busy'])),
  never('opens', ({ opened, isRefused }) => (opened.failure && !isRefused ? [opened.failure] : [])),
  atMost('content ms', 5000, ({ contentMs }) => contentMs),
  atMost('requests before', 3, ({ opened }) => opened.requestsBefore),
  atMost('script ms', 1000, ({ scriptMs }) => scriptMs),
  atMost('drawing ms', 500, ({ drawingMs }) => drawingMs),
  atMost('updates/s', 20, ({ opened }) => updatesPerSecond(opened.updates)),
  never('update ≤ 256 KB', ({ opened }) =>
    opened.updates.filter(({ bytes }) => bytes > updateBytes).map(({ unit, bytes }) => `${unit}: ${bytes}`),
  ),
  never('sent once', ({ opened }) =>
    opened.updates
      .filter(({ repeated }) => repeated > repeatedBytes)
      .map(({ unit, paths, repeated }) => `${unit}: ${paths.join(' ')}: ${repeated}`),
  ),
  atMost('nodes', 1000, ({ measured }) => measured.nodes),
  atMost('depth', 30, ({ measured }) => measured.depth),
  atMost('children', 60, ({ measured }) => measured.children),
  never('targets', ({ measured }) => measured.smallTargets),
  never('contrast', ({ measured }) => measured.faintWords),
  never('names', ({ measured }) => measured.namelessControls),
  never('picture ratio', ({ measured }) => measured.stretchedPictures),
  never('picture size', ({ measured }) => measured.largePictures),
  never('safe area', ({ measured }) => measured.underTheBar),
  never('not cut off', ({ measured }) => measured.cutOff),
  never('shown on return', ({ opened, returned }) =>
    returned?.sawSkeleton || (returned?.failure && !opened.failure) ? ['what was there is gone'] : [],
  ),
  never('retry', ({ retried }) => retried),
]
