/** security.msgSecCheck, version 2: texts with certain words are risky or for a person to review, all others pass. */
import type { Visits } from './visits'
import { WeChatError } from './wechat-error'

/** WeChat's own test phrases, and plain words for each kind of offence; labels as in its documentation. */
const offences: readonly {
  readonly word: string
  readonly suggest: 'risky' | 'review'
  readonly label: number
}[] = [
  { word: '特3456书yuuo莞6543李zxcz蒜7782法fgnv级', suggest: 'risky', label: 20001 },
  { word: '完2347全dfji试3726测asad感3847知qwez到', suggest: 'risky', label: 20001 },
  { word: '违法', suggest: 'risky', label: 20006 },
  { word: '赌博', suggest: 'risky', label: 20006 },
  { word: '诈骗', suggest: 'risky', label: 20008 },
  { word: '色情', suggest: 'risky', label: 20002 },
  { word: '加微信', suggest: 'review', label: 10001 },
  { word: '广告', suggest: 'review', label: 10001 },
]

const pass = { suggest: 'pass', label: 100 }

/** @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html */
const longestContent = 2500

export function msgSecCheck(
  parameters: Readonly<Record<string, unknown>>,
  visits: Visits,
  traceId: string,
): object {
  const { content, title, nickname, signature } = parameters
  requireVersion2('msgSecCheck', parameters.version)
  if (typeof content !== 'string' || content === '') throw new WeChatError(44004, 'empty content')
  if (content.length > longestContent) throw new WeChatError(45002, 'content size out of limit')
  requireScene(parameters.scene)
  visits.requireRecent(parameters.openid)
  const text = [content, title, nickname, signature].filter((part) => typeof part === 'string').join('\n')
  return { errcode: 0, errmsg: 'ok', trace_id: traceId, ...judge(text) }
}

export function requireVersion2(api: string, version: unknown): void {
  if (version !== 2)
    throw new WeChatError(-604100, `${api} version ${String(version)} is not offered by the local cloud`)
}

export function requireScene(scene: unknown): void {
  if (typeof scene !== 'number' || scene < 1 || scene > 4) throw new WeChatError(40097, 'invalid args: scene')
}

/** The verdict, and each word that led to it. */
export function judge(text: string) {
  const found = offences.filter(({ word }) => text.includes(word))
  const { suggest, label } = found.find((offence) => offence.suggest === 'risky') ?? found[0] ?? pass
  const detail = found.map(({ word, ...verdict }) => ({
    strategy: 'keyword',
    errcode: 0,
    ...verdict,
    level: 90,
    keyword: word,
    prob: 90,
  }))
  return { result: { suggest, label }, detail }
}
