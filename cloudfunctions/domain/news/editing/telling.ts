/** The timer's part: tells an article's editor what others decided about it. */
import { enqueue } from '../../messages/actions'
import { decisionToTell } from '../rules'
import { markArticleTold, untoldArticles } from './records'

export async function tellEditors(now: Date): Promise<void> {
  for (const article of await untoldArticles.read(now)) {
    const { _id: articleId, revision, reason, written } = article
    const decision = decisionToTell(article)
    if (decision) {
      const { title } = written.content
      const message = { template: 'articleResult', articleId, title, decision, reason, at: now } as const
      await enqueue({ cause: `article:${articleId}:${revision}`, personId: written.editorId, message, now })
    }
    await markArticleTold(article)
  }
}
