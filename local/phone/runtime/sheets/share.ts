/** Shows the card that a page shares, and can hand it to the phone beside. */
import { addressOf } from '../files'
import { otherPhone } from './scan'
import { heading, make, makeButton, openSheet } from './sheet'

interface Card {
  title: string
  /** The page with its query, without a leading slash. */
  path: string
  imageUrl?: string
}

export async function offerShare({ title, path, imageUrl }: Card): Promise<void> {
  await openSheet<void>({ label: '分享给朋友' }, (answer) => {
    const card = make('div', 'phone-share-card', make('b', '', title))
    if (imageUrl) {
      const picture = new Image()
      picture.src = addressOf(imageUrl, '')
      picture.alt = ''
      card.append(picture)
    }
    card.append(make('small', '', path))
    const other = otherPhone()
    const send = () => {
      other?.phone?.navigate(path)
      answer()
    }
    return [
      heading('分享给朋友', () => answer()),
      card,
      ...(other ? [makeButton('在另一台手机上打开', 'primary', send)] : []),
      makeButton('完成', other ? 'default' : 'primary', () => answer()),
    ]
  })
}
