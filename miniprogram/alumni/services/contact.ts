/** Getting in touch by the phone's own means. */

/** Offers to dial a number. */
export async function dial(phoneNumber: string): Promise<void> {
  try {
    await wx.makePhoneCall({ phoneNumber })
  } catch {
    // The person thought better of it.
  }
}

/** Puts a text where it can be pasted; the phone says that it did. */
export async function copy(text: string): Promise<void> {
  await wx.setClipboardData({ data: text })
}
