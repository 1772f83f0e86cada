/** Scanning a code: what it says, not yet what it means. */

/** A scene opens something of ours; any other text is for whoever asked to scan. */
export type Scanned = { readonly scene: string } | { readonly text: string }

/** The scene in a mini-program path such as `pages/enter/enter?scene=abc`, if it is one. */
export function sceneIn(path: string): string | undefined {
  const match = /^\/?pages\/enter\/enter\?(?:.*&)?scene=([^&]+)/.exec(path)
  return match ? decodeURIComponent(match[1] ?? '') : undefined
}

/** Opens the camera; undefined when the person changes their mind. */
export async function scan(): Promise<Scanned | undefined> {
  try {
    const { path = '', result } = await wx.scanCode({})
    const scene = sceneIn(path)
    return scene === undefined ? { text: result } : { scene }
  } catch {
    return undefined
  }
}
