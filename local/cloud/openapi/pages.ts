/** The pages that are published, which codes and links may lead to. */
import { WeChatError } from './wechat-error'

export class Pages {
  /** @param published the first is home; undefined when nobody said, and then any page is taken for published */
  constructor(private readonly published: readonly string[] | undefined) {}

  get home(): string {
    return this.published?.[0] ?? 'pages/index/index'
  }

  includes(page: string): boolean {
    return this.published === undefined || this.published.includes(page)
  }

  /** @throws WeChatError 85402 for a version that there is not */
  requireVersion(envVersion: unknown): void {
    if (envVersion !== undefined && !['release', 'trial', 'develop'].includes(String(envVersion)))
      throw new WeChatError(85402, 'invalid env_version')
  }
}
