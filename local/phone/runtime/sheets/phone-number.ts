/** WeChat's question whether the mini-program may know the phone number. */
import { make, makeButton, openSheet } from './sheet'

/** @returns whether the person allows it */
export async function choosePhoneNumber(): Promise<boolean> {
  const allowed = await openSheet<boolean>({ label: '获取手机号', closable: false }, (answer) => [
    make('h2', 'phone-sheet-title', '申请获取并验证你的手机号'),
    make('p', 'phone-sheet-note', '微信绑定号码'),
    makeButton('允许', 'primary', () => answer(true)),
    makeButton('不允许', 'default', () => answer(false)),
  ])
  return allowed ?? false
}
