/** WeChat's scanner: codes to pick from, a field to type one, and a real look at the phone beside. */
import decodeQR from 'qr/decode.js'
import { host } from '../host'
import { heading, make, makeButton, openSheet } from './sheet'
import { toast } from './toast'

/** Answers the scan sheet that is open, if one is. */
let pending: ((text: string) => void) | undefined

/** @returns whether a scan sheet was open to receive it */
export function answerScan(text: string): boolean {
  if (!pending) return false
  pending(text)
  return true
}

/** @returns the text of the code, or undefined where the person gave up */
export async function askForCode(): Promise<string | undefined> {
  const { codes } = await host.codes()
  const text = await openSheet<string>(
    { label: '扫一扫', className: 'phone-sheet', closable: false },
    (answer) => {
      pending = answer
      const field = make('input', 'phone-scan-field')
      field.placeholder = '输入或粘贴二维码内容'
      field.setAttribute('aria-label', '二维码内容')
      const take = () => field.value.trim() && answer(field.value.trim())
      field.addEventListener('keydown', (event) => event.key === 'Enter' && take())
      const list = codes.map(({ label, text: code }) => {
        const item = make('button', 'phone-scan-code', make('b', '', label), make('small', '', code))
        item.type = 'button'
        item.addEventListener('click', () => answer(code))
        return item
      })
      const other = otherPhone()
      return [
        heading('扫一扫', () => answer()),
        ...(other ? [makeButton('扫描另一台手机的屏幕', 'primary', () => look(other, answer))] : []),
        make('div', 'phone-scan-codes', ...list),
        make('div', 'phone-scan-entry', field, makeButton('识别', 'default', take)),
      ]
    },
  )
  pending = undefined
  return text
}

/** The other phone frame in the page around this one. */
export function otherPhone(): Window | undefined {
  if (window.parent === window) return undefined
  for (let index = 0; index < window.parent.frames.length; index++) {
    const frame = window.parent.frames[index]
    try {
      if (frame && frame !== window && frame.document.querySelector('.phone-pages')) return frame
    } catch {
      // A frame of another origin is no phone.
    }
  }
  return undefined
}

function look(other: Window, answer: (text: string) => void): void {
  for (const picture of picturesOn(other)) {
    try {
      answer(decodeQR(picture))
      return
    } catch {
      // No code in this picture: look at the next.
    }
  }
  toast('另一台手机的屏幕上没有可识别的二维码')
}

/** What the other phone shows that could hold a code: its visible canvases and pictures. */
function* picturesOn(other: Window): Generator<ImageData> {
  for (const drawn of other.document.querySelectorAll<HTMLCanvasElement | HTMLImageElement>(
    '.phone-frame:not([hidden]) :is(canvas, img)',
  )) {
    const isCanvas = drawn.localName === 'canvas'
    const width = isCanvas ? drawn.width : (drawn as HTMLImageElement).naturalWidth
    const height = isCanvas ? drawn.height : (drawn as HTMLImageElement).naturalHeight
    if (!width || !height || drawn.getClientRects().length === 0) continue
    const copy = document.createElement('canvas')
    copy.width = width
    copy.height = height
    const context = copy.getContext('2d')
    if (!context) continue
    // A camera sees the screen, not the canvas: what is transparent there is white here.
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
    context.drawImage(drawn, 0, 0)
    try {
      yield context.getImageData(0, 0, width, height)
    } catch {
      // A picture of another origin may be seen but not read.
    }
  }
}
