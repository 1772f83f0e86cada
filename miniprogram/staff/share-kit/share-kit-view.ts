/** Something as it is told to others: the words, and each channel with what it brought. */
import { type ChannelKind, channelKinds, type KitChannel, type Shareable } from '../../contract/codes'
import type { Output } from '../../contract/index'
import { formatYuan } from '../../contract/money'
import { formatDay, formatMoment } from '../../utils/date'

/** poster: a picture to print or send · words: text with a link · link: alone · path: for an official account's menu. */
export type Act = 'poster' | 'words' | 'link' | 'path'

export interface ChannelCard {
  readonly kind: ChannelKind
  readonly name: string
  readonly hint: string
  readonly acts: readonly { readonly act: Act; readonly label: string }[]
  readonly figures: readonly { readonly figure: string; readonly unit: string }[]
  readonly isNew: boolean
}

export interface KitView {
  readonly state: 'ready'
  readonly title: string
  readonly text: string
  readonly isMaker: boolean
  readonly channels: readonly ChannelCard[]
}

const labels: Readonly<Record<Act, string>> = {
  poster: '海报',
  words: '复制文字和链接',
  link: '复制链接',
  path: '复制页面路径',
}

const uses: Readonly<Record<ChannelKind, { readonly hint: string; readonly acts: readonly Act[] }>> = {
  poster: { hint: '打印张贴，或放进邀请函', acts: ['poster'] },
  menu: { hint: '在公众号后台的菜单里填写页面路径', acts: ['path'] },
  chat: { hint: '发到班级群、校友群', acts: ['poster', 'words', 'link'] },
  qq: { hint: 'QQ 里扫不了码，发文字和链接', acts: ['words', 'link'] },
  weibo: { hint: '微博里扫不了码，发文字和链接', acts: ['words', 'link'] },
  other: { hint: '校刊、邮件、短信等', acts: ['poster', 'words', 'link'] },
}

/** What a code of each kind is there for comes first; whoever it brought may do the rest as well. */
function figuresOf(opens: Shareable, channel: KitChannel): ChannelCard['figures'] {
  const { openedTimes, registrations, signUps, gifts, givenFen } = channel
  const opened = { figure: String(openedTimes), unit: '次打开' }
  const registered = { figure: String(registrations), unit: '人登记' }
  const signedUp = { figure: String(signUps), unit: '人报名' }
  const given = [
    { figure: String(gifts), unit: '笔捐赠' },
    ...(givenFen === undefined ? [] : [{ figure: formatYuan(givenFen), unit: '元' }]),
  ]
  if (opens === 'event') return [opened, signedUp, registered]
  return opens === 'project' ? [opened, ...given, registered] : [opened, registered, signedUp, ...given]
}

const lineOf = (label: string, value: string) => (value === '' ? '' : `${label}：${value}`)

/** What is told, a line each. */
export function textOf(opens: Shareable, { title, startsAt = 0, words }: Output<'codes.readKit'>): string {
  const lines: Readonly<Record<Shareable, readonly string[]>> = {
    event: [
      `【活动】${title}`,
      lineOf('时间', formatMoment(startsAt, 0)),
      lineOf('地点', words),
      '欢迎报名，期待与您相聚。',
    ],
    project: [`【捐赠项目】${title}`, words, '点滴心意，皆有回响。'],
    article: [`【${title}】`, words, '欢迎阅读，也欢迎转给同窗。'],
    anniversary: [`【校庆】${title}`, words, formatDay(startsAt, 0), '诚邀您一同庆贺。'],
  }
  return lines[opens].filter((line) => line !== '').join('\n')
}

export function kitViewOf(opens: Shareable, kit: Output<'codes.readKit'>): KitView {
  return {
    state: 'ready',
    title: kit.title,
    text: textOf(opens, kit),
    isMaker: kit.isMaker,
    channels: kit.channels.map((channel) => ({
      kind: channel.kind,
      name: channelKinds[channel.kind],
      hint: uses[channel.kind].hint,
      acts: uses[channel.kind].acts.map((act) => ({ act, label: labels[act] })),
      figures: figuresOf(opens, channel),
      isNew: channel.scene === undefined,
    })),
  }
}
