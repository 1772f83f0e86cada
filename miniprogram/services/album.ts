/** Keeping a picture among the phone's own. */

/**
 * Saves a drawn canvas to the phone's album; the first time the phone asks whether it may. Says that it was saved; to
 * somebody who had forbidden it, it offers the settings, because only they can allow it again. Cancelling says nothing.
 * @throws what drawing the canvas into a file throws
 * https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.saveImageToPhotosAlbum.html
 */
export async function saveToAlbum(canvas: WechatMiniprogram.Canvas): Promise<void> {
  const { tempFilePath } = await wx.canvasToTempFilePath({ canvas: canvas as never })
  try {
    await wx.saveImageToPhotosAlbum({ filePath: tempFilePath })
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (/auth|authorize/.test(errMsg)) await offerSettings()
    return
  }
  void wx.showToast({ title: '已保存到相册', icon: 'success' })
}

async function offerSettings(): Promise<void> {
  const { confirm } = await wx.showModal({
    title: '需要相册权限',
    content: '请在设置中允许保存到相册，再试一次。',
    confirmText: '去设置',
  })
  if (confirm) await wx.openSetting()
}
