/** wx: files fetched to the phone, opened with what the machine has, and handed on. */
import { overNetwork } from '../host'
import { heading, make, makeButton, openSheet } from '../sheets/sheet'
import { wxFunction } from './api'

/** By their paths on this phone, until it is reloaded. */
const fetched = new Map<string, Blob>()

function fileAt(path: string): Blob {
  const file = fetched.get(path)
  if (!file) throw new Error(`no such file or directory "${path}"`)
  return file
}

/** What a phone would show, the machine saves under the same name. */
function save(path: string, name: string): void {
  const link = make('a', '')
  link.href = URL.createObjectURL(fileAt(path))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

export const documentsApi = {
  downloadFile: wxFunction('downloadFile', async ({ url, filePath }: { url: string; filePath?: string }) => {
    const response = await overNetwork(() => fetch(url))
    const path = filePath ?? `wxfile://tmp_${fetched.size + 1}`
    fetched.set(path, await response.blob())
    return { statusCode: response.status, ...(filePath ? { filePath } : { tempFilePath: path }) }
  }),
  openDocument: wxFunction('openDocument', ({ filePath }: { filePath: string }) =>
    save(filePath, filePath.split('/').pop() ?? ''),
  ),
  shareFileMessage: wxFunction(
    'shareFileMessage',
    async ({ filePath, fileName }: { filePath: string; fileName?: string }) => {
      const { size } = fileAt(filePath)
      const name = fileName ?? filePath.split('/').pop() ?? ''
      const isSent = await openSheet<boolean>({ label: '发送给朋友' }, (answer) => [
        heading('发送给朋友', () => answer(false)),
        make(
          'div',
          'phone-share-card',
          make('b', '', name),
          make('small', '', `${Math.ceil(size / 1024)} KB`),
        ),
        makeButton('发送', 'primary', () => answer(true)),
      ])
      if (!isSent) throw new Error('cancel')
    },
  ),
}
