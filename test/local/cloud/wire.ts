/** Sends what the SDK would send, for tests that need many clients at once or the answer as it is. */

export interface Answer {
  readonly code?: string
  readonly message?: string
  readonly transactionId?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** @param url of the cloud */
export async function send(url: string, action: string, parameters: object = {}): Promise<Answer> {
  const body = JSON.stringify({ action: `database.${action}`, ...parameters })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/admin`, { method: 'POST', headers, body })
  return (await response.json()) as Answer
}

/** Changes one document by its id. */
export const updateById = (url: string, collectionName: string, _id: string, change: object, more: object) =>
  send(url, 'modifyDocument', {
    collectionName,
    query: JSON.stringify({ _id }),
    data: JSON.stringify(change),
    merge: true,
    ...more,
  })

/** @returns the document, or undefined and the refusal */
export async function readById(url: string, collectionName: string, _id: string, more: object) {
  const query = JSON.stringify({ _id })
  const answer = await send(url, 'getDocument', { collectionName, query, ...more })
  const [text] = (answer.data?.list ?? []) as string[]
  return { answer, document: text === undefined ? undefined : JSON.parse(text) }
}
