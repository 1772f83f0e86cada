/** What is measured of one shown page; runs inside the browser, so it uses nothing from outside its function. */

export interface Measured {
  readonly nodes: number
  readonly depth: number
  /** The most children that one node has. */
  readonly children: number
  /** Each of these names what breaks the rule. */
  readonly smallTargets: readonly string[]
  readonly faintWords: readonly string[]
  readonly namelessControls: readonly string[]
  readonly stretchedPictures: readonly string[]
  /** Pictures of many more points than a sharp screen shows. */
  readonly largePictures: readonly string[]
  /** What can be tapped below the line that the phone's own bar lies over. */
  readonly underTheBar: readonly string[]
  readonly cutOff: readonly string[]
}

/** @param leastTargetPx on both sides, of what can be tapped */
export function measurePage(leastTargetPx: number): Measured {
  const page = document.querySelector<HTMLElement>('.phone-frame:not([hidden])')
  if (!page) throw new Error('no page is shown')
  const all = [...page.querySelectorAll<HTMLElement>('*')]
  const isSeen = (element: HTMLElement) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden'
  }
  const nameOf = (element: HTMLElement) => {
    const words = (element.getAttribute('aria-label') ?? element.innerText ?? '').trim().slice(0, 16)
    return words || element.className || element.tagName.toLowerCase()
  }

  const depthOf = (element: Element): number =>
    element === page ? 0 : 1 + depthOf(element.parentElement ?? page)

  type Colour = readonly [red: number, green: number, blue: number, alpha: number]
  const colourOf = (text: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [red, green, blue, alpha]
  }
  const over = (above: Colour, below: Colour): Colour => {
    const mix = (index: 0 | 1 | 2) => above[index] * above[3] + below[index] * (1 - above[3])
    return [mix(0), mix(1), mix(2), 1]
  }
  /** Undefined where a picture or a gradient lies behind. */
  const groundOf = (element: HTMLElement | null): Colour | undefined => {
    if (!element) return [255, 255, 255, 1]
    const { backgroundColor, backgroundImage } = getComputedStyle(element)
    if (backgroundImage !== 'none') return undefined
    const colour = colourOf(backgroundColor)
    if (colour[3] === 1) return colour
    const below = groundOf(element.parentElement)
    return below && over(colour, below)
  }
  const light = ([red, green, blue]: Colour) => {
    const part = (value: number) => {
      const share = value / 255
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    }
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
  }
  const contrast = (one: Colour, other: Colour) => {
    const [darker = 0, lighter = 0] = [light(one), light(other)].sort((left, right) => left - right)
    return (lighter + 0.05) / (darker + 0.05)
  }
  const hasWords = (element: HTMLElement) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
  const isFaint = (element: HTMLElement) => {
    const { color, fontSize, fontWeight, opacity } = getComputedStyle(element)
    const ground = groundOf(element)
    // What cannot be used yet is pale on purpose.
    if (!ground || Number(opacity) < 1 || element.closest('[aria-disabled="true"], [disabled], .disabled'))
      return false
    const isLargeWord =
      Number.parseFloat(fontSize) >= 24 || (Number.parseFloat(fontSize) >= 18.5 && Number(fontWeight) >= 600)
    return contrast(over(colourOf(color), ground), ground) < (isLargeWord ? 3 : 4.5) - 0.05
  }

  const controls = all.filter(
    (element) =>
      isSeen(element) &&
      element.matches(
        '[role="button"], [role="link"], [role="tab"], [role="checkbox"], [role="radio"], [role="switch"]',
      ),
  )
  const isSmall = (element: HTMLElement) => {
    // WeChat draws its switch in one size.
    if (element.getAttribute('role') === 'switch') return false
    const { width, height } = element.getBoundingClientRect()
    return Math.min(width, height) < leastTargetPx
  }
  const isNameless = (element: HTMLElement) =>
    !element.getAttribute('aria-label') &&
    !element.innerText?.trim() &&
    !element.querySelector('[aria-label]') &&
    element.closest('[aria-hidden="true"]') === null

  const isStretched = (image: HTMLImageElement) => {
    if (!image.naturalWidth || getComputedStyle(image).objectFit !== 'fill') return false
    const { width, height } = image.getBoundingClientRect()
    const ratio = width / height / (image.naturalWidth / image.naturalHeight)
    return width > 0 && (ratio > 1.15 || ratio < 0.85)
  }
  /** The sharpest phones show nine points where the page counts one. */
  const pointsPerPixel = 9
  const isLarge = (image: HTMLImageElement) => {
    const { width, height } = image.getBoundingClientRect()
    // A drawing of lines has no points; what people put up is one file, also shown in full.
    return (
      width > 0 &&
      new URL(image.src).origin === location.origin &&
      !/^data:image\/svg|\.svg(\?|$)/.test(image.src) &&
      image.naturalWidth * image.naturalHeight > width * height * pointsPerPixel * 1.1
    )
  }

  const safeBottom = Number.parseFloat(getComputedStyle(page).getPropertyValue('--safe-bottom')) || 0
  const isFixed = (element: HTMLElement | null): boolean =>
    element !== null &&
    element !== page &&
    (getComputedStyle(element).position === 'fixed' || isFixed(element.parentElement))
  const isUnderTheBar = (element: HTMLElement) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top < innerHeight && bottom > innerHeight - safeBottom + 1 && isFixed(element)
  }

  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    element !== page &&
    (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
  const isCutOff = (element: HTMLElement) => {
    const { left, right } = element.getBoundingClientRect()
    return (right > innerWidth + 1 || left < -1) && !scrolls(element.parentElement)
  }

  return {
    nodes: all.length,
    depth: Math.max(0, ...all.map(depthOf)),
    children: Math.max(...[page, ...all].map((element) => element.childElementCount)),
    smallTargets: controls.filter(isSmall).map(nameOf),
    faintWords: all.filter((element) => isSeen(element) && hasWords(element) && isFaint(element)).map(nameOf),
    namelessControls: controls.filter(isNameless).map(nameOf),
    stretchedPictures: [...page.querySelectorAll('img')].filter(isStretched).map(nameOf),
    largePictures: [...page.querySelectorAll('img')].filter(isLarge).map(nameOf),
    underTheBar: controls.filter(isUnderTheBar).map(nameOf),
    cutOff: all.filter((element) => isSeen(element) && hasWords(element) && isCutOff(element)).map(nameOf),
  }
}
