/** Turns touches, and a mouse in their stead, into the events that WXML binds: touchstart … touchend, tap, longpress, transitionend. */
import { type Element as TemplateElement, Event as TemplateEvent } from 'glass-easel'
import { templateElementOf } from './backend'

interface Point {
  identifier: number
  clientX: number
  clientY: number
  pageX: number
  pageY: number
}

interface Press {
  target: EventTarget | null
  startX: number
  startY: number
  moved: boolean
  longPressed: boolean
  timer: number
}

const tapDistance = 10
/** https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html */
const longPressMs = 350
const mouseIdentifier = 0
const animationEvents = ['transitionend', 'animationstart', 'animationiteration', 'animationend']

const presses = new Map<number, Press>()
/** Events whose dispatch met at least one listener. */
const heard = new WeakSet<object>()

interface Outcome {
  heard: boolean
  defaultPrevented: boolean
}

function dispatch(
  target: EventTarget | null,
  name: string,
  detail: object,
  extra: Record<string, unknown>,
  composed = true,
): Outcome {
  const element = templateElementOf(target)
  if (!element) return { heard: false, defaultPrevented: false }
  const event = new TemplateEvent(name, detail, {
    bubbles: true,
    composed,
    capturePhase: true,
    extraFields: extra,
  })
  TemplateEvent.dispatchEvent(element, event)
  return { heard: heard.has(event), defaultPrevented: event.defaultPrevented() }
}

const pointOf = ({
  identifier,
  clientX,
  clientY,
  pageX,
  pageY,
}: Point): Point & { x: number; y: number } => ({
  identifier,
  clientX,
  clientY,
  pageX,
  pageY,
  x: clientX,
  y: clientY,
})

function start(target: EventTarget | null, changed: Point[], all: Point[]): void {
  for (const point of changed) {
    const touches = { touches: all.map(pointOf), changedTouches: [pointOf(point)] }
    const press: Press = {
      target,
      startX: point.clientX,
      startY: point.clientY,
      moved: false,
      longPressed: false,
      timer: window.setTimeout(() => {
        const at = { x: point.clientX, y: point.clientY }
        const outcomes = ['longpress', 'longtap'].map((name) => dispatch(target, name, at, touches))
        press.longPressed = outcomes.some((outcome) => outcome.heard)
      }, longPressMs),
    }
    presses.set(point.identifier, press)
    dispatch(target, 'touchstart', {}, touches)
  }
}

/** @returns whether a listener keeps the browser from scrolling */
function move(changed: Point[], all: Point[]): boolean {
  let prevented = false
  for (const point of changed) {
    const press = presses.get(point.identifier)
    if (!press) continue
    if (Math.hypot(point.clientX - press.startX, point.clientY - press.startY) > tapDistance) abandon(press)
    const touches = { touches: all.map(pointOf), changedTouches: [pointOf(point)] }
    if (dispatch(press.target, 'touchmove', {}, touches).defaultPrevented) prevented = true
  }
  return prevented
}

/** @returns whether it was a tap */
function end(changed: Point[], all: Point[]): boolean {
  let tapped = false
  for (const point of changed) {
    const press = presses.get(point.identifier)
    if (!press) continue
    const touches = { touches: all.map(pointOf), changedTouches: [pointOf(point)] }
    finish(point.identifier, press)
    dispatch(press.target, 'touchend', {}, touches)
    if (press.moved || press.longPressed) continue
    tapped = true
    dispatch(press.target, 'tap', { x: point.clientX, y: point.clientY }, touches)
  }
  return tapped
}

function cancel(changed: Point[]): void {
  for (const point of changed) {
    const press = presses.get(point.identifier)
    if (!press) continue
    finish(point.identifier, press)
    dispatch(press.target, 'touchcancel', {}, { touches: [], changedTouches: [pointOf(point)] })
  }
}

function abandon(press: Press): void {
  press.moved = true
  clearTimeout(press.timer)
}

function finish(identifier: number, press: Press): void {
  clearTimeout(press.timer)
  presses.delete(identifier)
}

const native = 'input, textarea, select, video, a, label'

/** A tap elsewhere takes the keyboard away, as on a phone. */
function blurUnless(target: EventTarget | null): void {
  const focused = document.activeElement
  if (focused instanceof HTMLElement && target instanceof Element && !target.closest(native)) focused.blur()
}

/** Listens to the whole document for as long as it lives. */
export function watchGestures(): void {
  shapeEvents()
  const inPage = (target: EventTarget | null) => templateElementOf(target) !== undefined
  const options = { capture: true, passive: false }
  document.addEventListener(
    'touchstart',
    (event) => start(event.target, [...event.changedTouches], [...event.touches]),
    options,
  )
  document.addEventListener(
    'touchmove',
    (event) => {
      if (move([...event.changedTouches], [...event.touches]) && event.cancelable) event.preventDefault()
    },
    options,
  )
  document.addEventListener(
    'touchend',
    (event) => {
      if (!end([...event.changedTouches], [...event.touches]) || !inPage(event.target)) return
      if (event.target instanceof Element && event.target.closest(native)) return
      // Without this, the click that a browser makes of a tap would land on whatever the tap has opened.
      if (event.cancelable) event.preventDefault()
      blurUnless(event.target)
    },
    options,
  )
  document.addEventListener('touchcancel', (event) => cancel([...event.changedTouches]), options)
  watchMouse()
  for (const name of animationEvents) {
    document.addEventListener(name, (event) => dispatch(event.target, name, {}, {}, false), { capture: true })
  }
}

/** A mouse is one finger; while pressed it also drags what a finger would scroll. */
function watchMouse(): void {
  const point = ({ clientX, clientY, pageX, pageY }: PointerEvent): Point => ({
    identifier: mouseIdentifier,
    clientX,
    clientY,
    pageX,
    pageY,
  })
  let last: PointerEvent | undefined
  const options = { capture: true }
  document.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'touch' || event.button !== 0) return
      last = event
      start(event.target, [point(event)], [point(event)])
    },
    options,
  )
  document.addEventListener(
    'pointermove',
    (event) => {
      if (!last || event.pointerType === 'touch') return
      const target = last.target
      const [byX, byY] = [last.clientX - event.clientX, last.clientY - event.clientY]
      last = event
      if (!move([point(event)], [point(event)]) && presses.get(mouseIdentifier)?.moved)
        drag(presses.get(mouseIdentifier)?.target ?? target, byX, byY)
    },
    options,
  )
  document.addEventListener(
    'pointerup',
    (event) => {
      if (!last || event.pointerType === 'touch') return
      last = undefined
      end([point(event)], [])
    },
    options,
  )
  for (const name of ['pointercancel', 'pointerleave'] as const) {
    document.documentElement.addEventListener(name, (event) => {
      if (!last || event.pointerType === 'touch') return
      last = undefined
      cancel([point(event)])
    })
  }
}

function drag(target: EventTarget | null, byX: number, byY: number): void {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
  const sideways = Math.abs(byX) > Math.abs(byY)
  for (let node = target instanceof Element ? target : null; node; node = node.parentElement) {
    const style = getComputedStyle(node)
    const scrolls = /auto|scroll/.test(sideways ? style.overflowX : style.overflowY)
    const room = sideways ? node.scrollWidth - node.clientWidth : node.scrollHeight - node.clientHeight
    if (!scrolls || room <= 0) continue
    node.scrollBy({ left: sideways ? byX : 0, top: sideways ? 0 : byY, behavior: 'instant' })
    return
  }
}

/** Handlers get plain targets, as a phone gives them: an id, a dataset and a place, no way into the tree. */
function shapeEvents(): void {
  const wrap = TemplateEvent.prototype.wrapShadowedEvent
  TemplateEvent.prototype.wrapShadowedEvent = function (target, mark, currentTarget) {
    heard.add(this)
    const event = wrap.call(this, target, mark, currentTarget)
    return Object.assign(event, { target: plain(target), currentTarget: plain(currentTarget) })
  }
}

function plain(element: TemplateElement): TemplateElement {
  const node = (element as { _$?: TemplateElement })._$ ?? element
  const drawn = node.$$ as unknown as HTMLElement | null
  const shape = {
    id: element.id,
    dataset: { ...element.dataset },
    offsetLeft: drawn?.offsetLeft ?? 0,
    offsetTop: drawn?.offsetTop ?? 0,
  }
  return shape as unknown as TemplateElement
}
