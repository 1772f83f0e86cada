/** The tab of function calls, newest first: who asked for what, how long it took, how it ended, what it printed. */
import { byId, make } from '../dom'
import { readLogLine } from '../log-line'
import { jsonView } from './json'
import { type InsideCall, source } from './source'

const outcomes: Readonly<Record<InsideCall['outcome'], string>> = {
  running: '进行中',
  answered: '完成',
  failed: '失败',
}
const sources: Readonly<Record<string, string>> = {
  wx_client: '手机',
  wx_trigger: '定时',
  wx_http: 'HTTP',
}
const campusTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour12: false,
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

export class Calls {
  private all: readonly InsideCall[] = []
  /** Of what somebody has unfolded, so that news fold nothing. */
  private readonly open = new Set<string>()

  constructor() {
    byId('call-form', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault())
    byId('call-filter', HTMLInputElement).addEventListener('input', () => this.showAll())
  }

  /** Asks anew. */
  async show(): Promise<void> {
    this.all = await source.calls()
    this.showAll()
  }

  private showAll(): void {
    const wanted = byId('call-filter', HTMLInputElement).value.trim().toLowerCase()
    const calls = this.all.filter((call) => searchable(call).includes(wanted))
    const slowestMs = Math.max(1, ...calls.map(({ durationMs = 0 }) => durationMs))
    const list = byId('call-list', HTMLElement)
    list.replaceChildren(...calls.map((call) => this.card(call, slowestMs)))
    if (calls.length === 0)
      list.append(make('p', { class: 'empty' }, wanted ? '没有这样的调用' : '还没有函数被调用过'))
  }

  private card(call: InsideCall, slowestMs: number): HTMLElement {
    const { requestId, functionName, action, durationMs } = call
    const bar = make('i', { class: 'bar' })
    bar.style.setProperty('--share', String((durationMs ?? 0) / slowestMs))
    const card = make(
      'details',
      { class: `card call ${call.outcome}` },
      make(
        'summary',
        {},
        make('time', {}, campusTime.format(call.startedAtMs)),
        make('code', {}, [functionName, action].filter(Boolean).join(' · ')),
        make('span', { class: 'caller' }, call.caller ?? sources[call.source] ?? call.source),
        make('span', { class: 'steps' }, `${call.databaseRequests} 次读写`),
        make('span', { class: 'took' }, bar, durationMs === undefined ? '…' : `${Math.round(durationMs)} ms`),
        make('b', { class: 'outcome' }, outcomes[call.outcome]),
      ),
      ...details(call),
    )
    card.open = this.open.has(requestId)
    card.addEventListener('toggle', () => {
      if (card.open) this.open.add(requestId)
      else this.open.delete(requestId)
    })
    return card
  }
}

function details({
  requestId,
  functionName,
  event,
  error,
  lines,
  requests,
  source,
}: InsideCall): HTMLElement[] {
  return [
    make('p', { class: 'request' }, `请求编号 ${requestId} · 来源 ${source} · 共 ${requests} 次请求`),
    ...(error === undefined ? [] : [make('pre', { class: 'fault' }, error)]),
    make(
      'div',
      { class: 'log' },
      ...lines.map((line) => {
        const { text, level } = readLogLine(`[${functionName}] ${line}`)
        return make('div', { class: level }, text)
      }),
    ),
    jsonView(event),
  ]
}

const searchable = ({ functionName, action, caller, requestId, lines }: InsideCall) =>
  [functionName, action, caller, requestId, ...lines].join('\n').toLowerCase()
