/** wx.createAnimation: steps that the attribute `animation` plays. */

interface Option {
  duration: number
  timingFunction: string
  delay: number
  transformOrigin: string
}

const pixels = (value: number | string) => (typeof value === 'number' ? `${value}px` : value)
const styles = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'left', 'bottom', 'right'] as const
/** The unit in which each transformation counts. */
const transforms: Record<string, (value: number | string) => string> = Object.fromEntries([
  ...['translate', 'translateX', 'translateY', 'translateZ', 'translate3d'].map((name) => [name, pixels]),
  ...['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY'].map((name) => [
    name,
    (value: number) => `${value}deg`,
  ]),
  ...['scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d', 'matrix', 'matrix3d'].map((name) => [name, String]),
])

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/animation/Animation.html */
export function createAnimation(given: Partial<Option> = {}): Record<string, unknown> {
  const option: Option = {
    duration: 400,
    timingFunction: 'linear',
    delay: 0,
    transformOrigin: '50% 50% 0',
    ...given,
  }
  let actions: { option: Option; style: Record<string, string> }[] = []
  let style: Record<string, string> = {}
  let transform: string[] = []
  const animation: Record<string, unknown> = {
    step(own: Partial<Option> = {}) {
      if (transform.length > 0) style.transform = transform.join(' ')
      actions.push({ option: { ...option, ...own }, style: { ...style } })
      transform = []
      return animation
    },
    export() {
      const exported = { actions }
      actions = []
      style = {}
      return exported
    },
  }
  for (const name of styles) {
    animation[name] = (value: number | string) => {
      style[name] = name === 'opacity' ? String(value) : pixels(value)
      return animation
    }
  }
  for (const [name, unit] of Object.entries(transforms)) {
    animation[name] = (...values: (number | string)[]) => {
      transform.push(`${name}(${values.map(unit).join(', ')})`)
      return animation
    }
  }
  return animation
}
