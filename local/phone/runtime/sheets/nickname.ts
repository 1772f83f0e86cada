/** Offers the WeChat nickname above the keyboard while a nickname field is in use. */
import { wechatName } from '../session'
import { make } from './sheet'

export function offerNickname(field: HTMLInputElement, take: (name: string) => void): void {
  const name = wechatName()
  if (!name) return
  const offer = make('button', 'phone-nickname-offer', '使用微信昵称 ', make('b', '', name))
  offer.type = 'button'
  // Before the field loses its focus, which takes the offer away.
  offer.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    take(name)
    offer.remove()
  })
  document.querySelector('.phone')?.append(offer)
  field.addEventListener('blur', () => offer.remove(), { once: true })
}
