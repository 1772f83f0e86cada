/** The tab of collections: which there are, and the documents of one of them, page by page. */
import { byId, make, makeButton } from '../dom'
import { jsonView } from './json'
import { type InsideCollections, source } from './source'

export class Collections {
  private all: InsideCollections = []
  private shown = ''
  private id = ''
  private page = 0

  /** @param shown the collection to open first; the first one when there is none of this name */
  constructor(
    shown: string,
    private readonly changed: (collection: string) => void,
  ) {
    this.shown = shown
    byId('document-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault()
      this.id = byId('document-id', HTMLInputElement).value.trim()
      this.page = 0
      void this.showDocuments()
    })
    for (const [button, step] of [
      ['page-before', -1],
      ['page-after', 1],
    ] as const)
      byId(button, HTMLButtonElement).addEventListener('click', () => {
        this.page += step
        void this.showDocuments()
      })
  }

  /** Asks anew. */
  async show(): Promise<void> {
    this.all = await source.collections()
    if (!this.all.some(({ name }) => name === this.shown)) this.shown = this.all[0]?.name ?? ''
    this.showList()
    await this.showDocuments()
  }

  private showList(): void {
    byId('collection-list', HTMLElement).replaceChildren(
      ...this.all.map(({ name, count }) =>
        makeButton(
          { class: 'row', ...(name === this.shown ? { 'aria-current': 'true' } : {}) },
          () => this.choose(name),
          make('span', {}, name),
          make('small', {}, count.toLocaleString('zh-CN')),
        ),
      ),
    )
  }

  private choose(name: string): void {
    this.shown = name
    this.id = ''
    this.page = 0
    byId('document-id', HTMLInputElement).value = ''
    this.changed(name)
    void this.show()
  }

  private async showDocuments(): Promise<void> {
    if (!this.shown) return
    const { total, documents, documentsPerPage } = await source.documents(this.shown, this.id, this.page)
    byId('collection-name', HTMLElement).textContent = this.shown
    byId('index-list', HTMLElement).replaceChildren(...this.indexes())
    const first = this.page * documentsPerPage
    byId('page-place', HTMLElement).textContent =
      total === 0 ? '0' : `${first + 1}–${first + documents.length} / ${total.toLocaleString('zh-CN')}`
    byId('page-before', HTMLButtonElement).disabled = this.page === 0
    byId('page-after', HTMLButtonElement).disabled = first + documents.length >= total
    const list = byId('document-list', HTMLElement)
    list.replaceChildren(...documents.map(documentCard))
    if (documents.length === 0)
      list.append(make('p', { class: 'empty' }, this.id ? '没有这样的 _id' : '这个集合还是空的'))
  }

  private indexes(): HTMLElement[] {
    const found = this.all.find(({ name }) => name === this.shown)
    return (found?.indexes ?? []).map(({ name, fields, unique }) =>
      make(
        'span',
        { class: 'index', title: name },
        fields.join(' · '),
        ...(unique ? [make('em', {}, '唯一')] : []),
      ),
    )
  }
}

function documentCard(document: Readonly<Record<string, unknown>>): HTMLElement {
  const { _id, ...rest } = document
  return make(
    'details',
    { class: 'card' },
    make(
      'summary',
      {},
      make('code', {}, String(_id)),
      make('span', { class: 'glance' }, JSON.stringify(rest).slice(1, 300)),
    ),
    jsonView(document),
  )
}
