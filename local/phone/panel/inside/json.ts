/** Shows a value as indented JSON, each kind in its own colour; a moment tells the campus time when pointed at. */
import { make } from '../dom'

const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const campusTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'long',
  timeStyle: 'medium',
  hour12: false,
})

export function jsonView(value: unknown): HTMLElement {
  const text = JSON.stringify(value, null, 2)
  const view = make('pre', { class: 'json' })
  let end = 0
  for (const match of text.matchAll(token)) {
    const [whole, string, colon] = match
    view.append(text.slice(end, match.index), word(string ?? whole, string !== undefined, colon))
    end = match.index + whole.length
  }
  view.append(text.slice(end))
  return view
}

function word(text: string, isString: boolean, colon: string | undefined): Node {
  const parts = document.createDocumentFragment()
  if (colon !== undefined) parts.append(make('span', { class: 'key' }, text.slice(1, -1)), colon)
  else if (!isString) parts.append(make('span', { class: 'number' }, text))
  else if (moment.test(text.slice(1, -1)))
    parts.append(
      make('span', { class: 'moment', title: `校园时间 ${inCampusTime(text)}` }, text.slice(1, -1)),
    )
  else parts.append(make('span', { class: 'string' }, text))
  return parts
}

const inCampusTime = (text: string) => campusTime.format(Date.parse(text.slice(1, -1)))
