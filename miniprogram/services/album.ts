/** Keeping a picture among the phone's own. */

/**
 * Saves a drawn canvas to the phone's album; the first time the phone asks whether it may.
 * @returns whether it was saved; `refused` when the person has forbidden it, which only they can change
 * https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.saveImageToPhotosAlbum.html
 */
export async function saveToAlbum(
  canvas: WechatMiniprogram.Canvas,
): Promise<'saved' | 'cancelled' | 'refused'> {
  const { tempFilePath } = await wx.canvasToTempFilePath({ canvas: canvas as never })
  try {
    await wx.saveImageToPhotosAlbum({ filePath: tempFilePath })
    return 'saved'
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    return /auth|authorize/.test(errMsg) ? 'refused' : 'cancelled'
  }
}

/** Opens the settings in which a person allows again what they had forbidden. */
export async function openPermissions(): Promise<void> {
  await wx.openSetting()
}
