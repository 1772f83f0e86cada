/** WeChat's choice of a file out of a chat: those that somebody sent, or one of the computer's. */
import { host } from '../host'
import { pickFiles } from './files'
import { heading, make, makeButton, openSheet } from './sheet'

const sizeInWords = (bytes: number) =>
  bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024).toLocaleString('zh-CN')} KB`

const asFile = ({ name, base64 }: { name: string; base64: string }): File =>
  new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name)

/** @returns what was chosen; undefined where the person gave up */
export async function chooseChatFile(extensions: readonly string[]): Promise<File | undefined> {
  const { files } = await host.chatFiles()
  const fits = ({ name }: File) =>
    extensions.length === 0 || extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
  const offered = files.map(asFile).filter(fits)
  return openSheet<File>({ label: '选择一个聊天文件' }, (answer) => [
    heading('文件传输助手', () => answer()),
    make(
      'div',
      'phone-scan-codes',
      ...offered.map((file) => {
        const item = make(
          'button',
          'phone-scan-code',
          make('b', '', file.name),
          make('small', '', sizeInWords(file.size)),
        )
        item.type = 'button'
        item.addEventListener('click', () => answer(file))
        return item
      }),
    ),
    makeButton('从电脑选择', 'default', async () => {
      const [file] = await pickFiles(extensions.map((extension) => `.${extension}`).join(), false)
      if (file) answer(file)
    }),
  ])
}
