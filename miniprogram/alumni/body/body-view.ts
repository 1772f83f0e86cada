/** What a body's page shows, and the one next step of who looks at it. */
import type { Me } from '../../contract/alumni'
import { type BodyPage, bodyKinds, type Standing } from '../../contract/organisations'
import { type ArticleRow, articleRowOf } from '../../utils/article-row'
import { type BodyLine, bodyLineOf } from '../../utils/body-line'
import { giftCount } from '../../utils/gift-count'
import { paragraphsOf } from '../../utils/paragraphs'

/** register, card: towards being recognised, without which nobody joins. */
type Act = 'join' | 'leave' | 'take back' | 'register' | 'card' | 'none'

export interface BodyView {
  readonly page: BodyPage
  readonly path: string
  readonly kind: string
  readonly members: string
  readonly intro: readonly string[]
  /** How many gave in its name, in words; empty where that is not told. */
  readonly givenBy: string
  readonly hasContact: boolean
  readonly articles: readonly ArticleRow[]
  /** The name as part of an address. */
  readonly encodedName: string
  readonly below: readonly BodyLine[]
  readonly standing: string
  readonly next: { readonly act: Act; readonly label: string; readonly note: string }
  /** The way out of it, a text button. */
  readonly out: { readonly act: Act; readonly label: string }
}

const nothing = { act: 'none', label: '', note: '' } as const

const standings: Readonly<Record<Standing, string>> = {
  'may join': '',
  asked: '已申请，等待联络人同意',
  joined: '您已加入',
  belongs: '您是其中一员',
  none: '',
}

const joinable = (kind: BodyPage['kind']) => kind === 'class' || kind === 'branch' || kind === 'association'

function nextOf({ kind, standing }: BodyPage, me: Me): BodyView['next'] {
  if (standing === 'may join')
    return { act: 'join', label: '申请加入', note: '您的姓名与班级会提供给联络人和审核老师' }
  if (standing !== 'none' || !joinable(kind)) return nothing
  if (!me.person) return { act: 'register', label: '先登记', note: '登记并通过校友认证后即可加入' }
  return me.person.status === 'pending'
    ? { act: 'card', label: '查看审核进度', note: '通过校友认证后即可加入' }
    : nothing
}

function outOf({ standing }: BodyPage): BodyView['out'] {
  if (standing === 'joined') return { act: 'leave', label: '退出这个组织' }
  return standing === 'asked' ? { act: 'take back', label: '撤回申请' } : { act: 'none', label: '' }
}

export function bodyViewOf(page: BodyPage, me: Me): BodyView {
  const { kind, entryYear, path, contact, memberCount } = page
  return {
    page,
    path: path.map(({ name }) => name).join(' · '),
    kind: entryYear === undefined ? bodyKinds[kind] : `${entryYear} 级`,
    members: memberCount === undefined ? '' : `${memberCount} 位认证校友`,
    intro: paragraphsOf(page.intro),
    givenBy:
      page.credited === undefined ? '' : `${page.credited.donors} 人参与，${giftCount(page.credited.gifts)}`,
    hasContact: [contact.name, contact.phone, contact.wechat].some((part) => part !== ''),
    articles: page.articles.map(articleRowOf),
    encodedName: encodeURIComponent(page.name),
    below: page.below.map(bodyLineOf),
    standing: standings[page.standing],
    next: nextOf(page, me),
    out: outOf(page),
  }
}
