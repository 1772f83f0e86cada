/** WeChat's choice of an avatar: a drawn one, or a picture of one's own. */
import { pickFiles } from './files'
import { heading, make, makeButton, openSheet } from './sheet'

const colours = ['#8c1c2b', '#a67c2e', '#2f7d4f', '#3a5f8a']

function portrait(colour: string): string {
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" width="132" height="132" viewBox="0 0 132 132">` +
    `<rect width="132" height="132" fill="${colour}"/><circle cx="66" cy="52" r="24" fill="#fff"/>` +
    `<path d="M18 132c4-34 24-48 48-48s44 14 48 48z" fill="#fff"/></svg>`
  return `data:image/svg+xml;base64,${btoa(drawing)}`
}

/** The picture as a file of the phone, as a photograph would be. */
async function asFile(picture: HTMLImageElement): Promise<string> {
  await picture.decode()
  const canvas = new OffscreenCanvas(264, 264)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }))
}

/** @returns the address of the picture, or undefined */
export function chooseAvatar(): Promise<string | undefined> {
  return openSheet<string>({ label: '选择头像' }, (answer) => [
    heading('选择头像', () => answer()),
    make(
      'div',
      'phone-avatar-choices',
      ...colours.map((colour, index) => {
        const picture = new Image(60, 60)
        picture.src = portrait(colour)
        picture.alt = `头像 ${index + 1}`
        const choice = make('button', 'phone-avatar-choice', picture)
        choice.type = 'button'
        choice.addEventListener('click', async () => answer(await asFile(picture)))
        return choice
      }),
    ),
    makeButton('从相册选择', 'default', async () => {
      const [file] = await pickFiles('image/*', false)
      if (file) answer(URL.createObjectURL(file))
    }),
  ])
}
