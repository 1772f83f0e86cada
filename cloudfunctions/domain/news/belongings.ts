/** What news keeps of a person: which articles they wrote or reviewed. Credits that editors typed are the article's own words. */
import { articleStatuses } from '../../../miniprogram/contract/news-editing'
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { everyArticleBy, renameStaff } from './editing/records'
import { type Article, readArticle } from './records'

/** What stands in the credits once somebody has left: the office, not a name. */
const offices = { editor: '编辑部', reviewer: '编审组' } as const

const partOf = ({ written, shown, createdBy }: Article, personId: string): string =>
  [
    ...(createdBy === personId ? ['起草'] : []),
    ...([written, shown].some((copy) => copy?.editorId === personId) ? ['编辑'] : []),
    ...([written, shown].some((copy) => copy?.reviewerId === personId) ? ['审核'] : []),
  ].join('、')

/** Whether somebody wrote or reviewed an article: two of these in one are two people, and stay so. */
const standsIn = (article: Article, personId: string) => partOf(article, personId) !== ''

export const newsBelongings = {
  async describe(personId) {
    const articles = await collect(everyArticleBy(personId))
    if (articles.length === 0) return []
    return [
      {
        title: '经手的文章',
        columns: ['标题', '经手', '状态', '时间'],
        rows: articles.map((article) => [
          article.written.content.title,
          partOf(article, personId),
          articleStatuses[article.status],
          campusTime(article.changedAt),
        ]),
      },
    ]
  },
  async erase(personId, pseudonymId) {
    await renameStaff(personId, { personId: pseudonymId, names: offices })
  },
  handOver: {
    title: '经手的文章',
    list: async (personId) => (await collect(everyArticleBy(personId))).map(({ _id }) => _id),
    async move(articleId, fromId, toId) {
      const article = await readArticle(articleId)
      if (!article || !standsIn(article, fromId)) return 'stayed'
      // Whoever reviewed what the other one wrote would else have reviewed their own.
      if (standsIn(article, toId)) return 'stayed'
      await renameStaff(fromId, { personId: toId }, articleId)
      return 'moved'
    },
  },
} satisfies Belongings
