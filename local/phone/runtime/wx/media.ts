/** wx: pictures and canvases. */
import { addressOf } from '../files'
import { navigation } from '../navigation'
import { chooseChatFile } from '../sheets/chat-files'
import { pickFiles } from '../sheets/files'
import { make, makeButton, openSheet } from '../sheets/sheet'
import { toast } from '../sheets/toast'
import { wxFunction } from './api'
import { requirePrivacy } from './privacy'

const address = (source: string) => addressOf(source, navigation.currentRoute())

interface MediaOptions {
  count?: number
  mediaType?: string[]
}

interface MessageFileOptions {
  count: number
  /** Without dots. */
  extension?: string[]
}

const picked = async (accept: string, count: number): Promise<File[]> => {
  const files = (await pickFiles(accept, count > 1)).slice(0, count)
  if (files.length === 0) throw new Error('cancel')
  return files
}

async function show(urls: string[], first = 0): Promise<void> {
  let current = first
  await openSheet<void>({ label: '预览图片', className: 'phone-preview-sheet' }, (answer) => {
    const picture = make('img', 'phone-preview-picture')
    const draw = () => {
      picture.src = address(urls[current] ?? '')
    }
    picture.alt = ''
    draw()
    const turn = (by: number) => {
      current = (current + by + urls.length) % urls.length
      draw()
    }
    const turning =
      urls.length > 1
        ? [makeButton('上一张', 'text', () => turn(-1)), makeButton('下一张', 'text', () => turn(1))]
        : []
    picture.addEventListener('click', () => answer())
    return [
      picture,
      make(
        'div',
        'phone-preview-bar',
        ...turning,
        makeButton('关闭', 'text', () => answer()),
      ),
    ]
  })
}

interface TempFileOptions {
  canvas?: HTMLCanvasElement | OffscreenCanvas
  canvasId?: string
  x?: number
  y?: number
  width?: number
  height?: number
  destWidth?: number
  destHeight?: number
  fileType?: 'png' | 'jpg'
  quality?: number
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/canvas/wx.canvasToTempFilePath.html */
async function canvasToTempFile(options: TempFileOptions): Promise<{ tempFilePath: string }> {
  const { canvas, x = 0, y = 0, fileType = 'png', quality = 1 } = options
  if (!canvas) throw new Error('the preview needs the canvas itself (type="2d")')
  const { width = canvas.width - x, height = canvas.height - y } = options
  const { destWidth = width, destHeight = height } = options
  const copy = new OffscreenCanvas(destWidth, destHeight)
  copy.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, destWidth, destHeight)
  const blob = await copy.convertToBlob({ type: fileType === 'jpg' ? 'image/jpeg' : 'image/png', quality })
  return { tempFilePath: URL.createObjectURL(blob) }
}

export const mediaApi = {
  chooseMedia: wxFunction('chooseMedia', async ({ count = 9, mediaType = ['image'] }: MediaOptions) => {
    await requirePrivacy('chooseMedia')
    const files = await picked(mediaType.map((type) => `${type}/*`).join(), count)
    const tempFiles = files.map((file) => ({
      tempFilePath: URL.createObjectURL(file),
      size: file.size,
      fileType: file.type.split('/')[0],
    }))
    return { type: tempFiles[0]?.fileType, tempFiles }
  }),
  chooseImage: wxFunction('chooseImage', async ({ count = 9 }: MediaOptions) => {
    await requirePrivacy('chooseImage')
    const tempFiles = (await picked('image/*', count)).map((file) => ({
      path: URL.createObjectURL(file),
      size: file.size,
    }))
    return { tempFilePaths: tempFiles.map((file) => file.path), tempFiles }
  }),
  /** https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseMessageFile.html */
  chooseMessageFile: wxFunction('chooseMessageFile', async ({ extension = [] }: MessageFileOptions) => {
    await requirePrivacy('chooseMessageFile')
    const file = await chooseChatFile(extension)
    if (!file) throw new Error('cancel')
    const { name, size } = file
    const time = Math.floor(file.lastModified / 1000)
    return { tempFiles: [{ path: URL.createObjectURL(file), name, size, type: 'file', time }] }
  }),
  previewImage: wxFunction(
    'previewImage',
    ({ urls, current }: { urls: string[]; current?: string | number }) => {
      show(urls, typeof current === 'number' ? current : Math.max(0, urls.indexOf(current ?? '')))
    },
  ),
  previewMedia: wxFunction(
    'previewMedia',
    ({ sources, current = 0 }: { sources: { url: string }[]; current?: number }) => {
      show(
        sources.map((source) => source.url),
        current,
      )
    },
  ),
  getImageInfo: wxFunction('getImageInfo', async ({ src }: { src: string }) => {
    const picture = new Image()
    picture.src = address(src)
    await picture.decode()
    return {
      width: picture.naturalWidth,
      height: picture.naturalHeight,
      path: src,
      orientation: 'up',
      type: 'png',
    }
  }),
  saveImageToPhotosAlbum: wxFunction('saveImageToPhotosAlbum', async ({ filePath }: { filePath: string }) => {
    await requirePrivacy('saveImageToPhotosAlbum')
    const link = make('a', '')
    link.href = address(filePath)
    link.download = 'picture.png'
    link.click()
    toast('已保存到相册', 'none')
  }),
  canvasToTempFilePath: wxFunction('canvasToTempFilePath', canvasToTempFile),
  createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
    Object.assign(new OffscreenCanvas(width, height), { createImage: () => new Image() }),
}
