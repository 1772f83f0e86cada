/** The screen is bright while a code is shown to a scanner, and as it was before afterwards. */

/** What the screen was set to before; undefined while it is as the person left it. */
let before: number | undefined
let wanted: 'bright' | 'as before' = 'as before'
/** The phone is asked one thing at a time: a brightness read while it is being changed would be restored wrongly. */
let asking: Promise<void> = Promise.resolve()

export function brighten(): void {
  wanted = 'bright'
  asking = asking.then(settle)
}

export function restoreBrightness(): void {
  wanted = 'as before'
  asking = asking.then(settle)
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/device/screen/wx.setScreenBrightness.html */
async function settle(): Promise<void> {
  try {
    if (wanted === 'bright' && before === undefined) {
      before = (await wx.getScreenBrightness()).value
      await wx.setScreenBrightness({ value: 1 })
    } else if (wanted === 'as before' && before !== undefined) {
      const value = before
      before = undefined
      await wx.setScreenBrightness({ value })
    }
  } catch (error) {
    // A phone that keeps its brightness to itself still shows the code.
    console.warn('screen brightness', error)
  }
}
