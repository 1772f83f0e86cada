/** wx: the mini-program's own files, written or fetched, and what a person does with one: open it, or send it to a chat. */
import { addressOf } from '../files'
import { overNetwork } from '../host'
import { heading, make, makeButton, openSheet } from '../sheets/sheet'
import { wxFunction } from './api'
import { loud } from './loud'

export const userDataPath = 'wxfile://usr'

/** What was written or fetched, by path; gone when the page is closed, while a phone keeps it until the app is deleted. */
const files = new Map<string, Blob>()

/** https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.openDocument.html */
const openable: readonly string[] = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

interface WriteOptions {
  filePath: string
  data: string | ArrayBuffer
  encoding?: 'utf8' | 'utf-8' | 'base64'
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.writeFile.html */
const writeFile = wxFunction('writeFile', ({ filePath, data, encoding = 'utf8' }: WriteOptions) => {
  const isOwn = filePath.startsWith(`${userDataPath}/`)
  if (!isOwn) throw new Error(`permission denied, open ${filePath}`)
  files.set(filePath, new Blob([encoding === 'base64' ? bytesOf(String(data)) : data]))
})

/**
 * A text of the mini-program's own code, by its absolute path.
 * https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.readFile.html
 */
const readFile = wxFunction('readFile', async ({ filePath }: { filePath: string; encoding: 'utf8' }) => {
  const response = await fetch(addressOf(filePath, ''))
  if (!response.ok) throw new Error(`no such file or directory, open ${filePath}`)
  return { data: await response.text() }
})

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/download/wx.downloadFile.html */
const downloadFile = wxFunction(
  'downloadFile',
  async ({ url, filePath }: { url: string; filePath?: string }) => {
    const response = await overNetwork(() => fetch(url))
    const path = filePath ?? `wxfile://tmp_${files.size + 1}`
    files.set(path, await response.blob())
    return { statusCode: response.status, ...(filePath ? { filePath } : { tempFilePath: path }) }
  },
)

function fileAt(path: string): Blob {
  const file = files.get(path)
  if (!file) throw new Error(`file doesn't exist, ${path}`)
  return file
}

/** The file as a person would hold it; in a browser that is downloading it. */
async function present(label: string, path: string, name: string): Promise<'taken' | undefined> {
  const file = fileAt(path)
  const size = `${Math.max(1, Math.round(file.size / 1024))} KB`
  return openSheet<'taken'>({ label }, (answer) => {
    const take = () => {
      const link = make('a', '')
      link.href = URL.createObjectURL(file)
      link.download = name
      link.click()
      answer('taken')
    }
    return [
      heading(label, () => answer()),
      make('div', 'phone-share-card', make('b', '', name), make('small', '', size)),
      makeButton('保存到电脑', 'primary', take),
    ]
  })
}

interface OpenOptions {
  filePath: string
  fileType?: string
}

const openDocument = wxFunction('openDocument', ({ filePath, fileType }: OpenOptions) => {
  const type = fileType ?? filePath.split('.').at(-1) ?? ''
  fileAt(filePath)
  if (!openable.includes(type)) throw new Error('filetype not supported')
  // The answer comes when the file is shown, not when it is closed again.
  void present('打开文件', filePath, nameOf(filePath))
})

interface ShareOptions {
  filePath: string
  fileName?: string
}

const shareFileMessage = wxFunction(
  'shareFileMessage',
  async ({ filePath, fileName = nameOf(filePath) }: ShareOptions) => {
    if (!(await present('发送给朋友', filePath, fileName))) throw new Error('cancel')
  },
)

export const documentsApi = {
  downloadFile,
  getFileSystemManager: () => loud('FileSystemManager', { readFile, writeFile }),
  openDocument,
  shareFileMessage,
}
