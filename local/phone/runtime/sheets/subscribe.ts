/** WeChat's question whether the mini-program may send messages. */
import { make, makeButton, openSheet } from './sheet'

/** @returns whether the person allows it */
export async function askToSubscribe(templateIds: string[]): Promise<boolean> {
  const allowed = await openSheet<boolean>(
    { label: '订阅消息', className: 'phone-sheet', closable: false },
    (answer) => [
      make('h2', 'phone-sheet-title', '是否允许本小程序发送以下消息？'),
      make('ul', 'phone-sheet-list', ...templateIds.map((id) => make('li', '', id))),
      make(
        'div',
        'phone-sheet-pair',
        makeButton('拒绝', 'default', () => answer(false)),
        makeButton('允许', 'primary', () => answer(true)),
      ),
    ],
  )
  return allowed ?? false
}
