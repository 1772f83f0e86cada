/** Speaks with the local server that stands behind the phone, over a network that can be made bad. */
import { whilePending } from './meter'

export interface Session {
  persona: { key: string; name: string }
  /** How far the local world is ahead of the machine's clock. */
  aheadMs: number
  /** WeChat's scene value at launch; https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html */
  scene?: string
}

export interface PaymentSheet {
  description: string
  payee: string
  amountFen: number
  prepayId: string
}

export type PaymentOutcome = 'pay' | 'payLoseCallback' | 'payNotifyTwice' | 'cancel' | 'fail'
export type CloudReply<Result> = { result: Result } | { error: { errCode: number; errMsg: string } }
/** What the button's bindgetphonenumber is told. */
export type PhoneNumberTap = { errMsg: string; code?: string; errno?: number }
/** `tempFileURL` is empty where `code` is not SUCCESS. */
export interface FileUrl {
  fileID: string
  code: string
  tempFileURL: string
  maxAge?: number
}

/** online; slow: 3 s before each call; offline: nothing leaves the phone; failing: the request arrives, the reply is lost. */
export type Network = 'online' | 'slow' | 'offline' | 'failing'

const slowMs = 3000
const place = new URLSearchParams(location.search)
export const persona = place.get('persona') ?? ''
/** Which of the phones shown side by side this is. */
export const phoneNumber = place.get('phone') ?? '1'
/** The font size that the person chose in WeChat, in px; a change of it starts a mini-program anew, there as here. */
export const fontSize = Number(place.get('font')) || 16

let network: Network = 'online'
const networkListeners = new Set<(network: Network) => void>()

export function getNetwork(): Network {
  return network
}

export function setNetwork(next: Network): void {
  if (next === network) return
  network = next
  for (const listener of networkListeners) listener(next)
}

export function onNetwork(listener: (network: Network) => void): void {
  networkListeners.add(listener)
}

/** A request that got no reply; `message` is what a phone's API says. */
export class NetworkError extends Error {}

/** Waits, fails or loses a reply as the network's state says. */
export const overNetwork = <Reply>(request: () => Promise<Reply>): Promise<Reply> =>
  whilePending(() => asNetworkAllows(request))

async function asNetworkAllows<Reply>(request: () => Promise<Reply>): Promise<Reply> {
  if (network === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs))
  if (network === 'offline')
    throw new NetworkError('request:fail errcode:-106 error_msg:net::ERR_INTERNET_DISCONNECTED')
  const reply = await request()
  if (getNetwork() === 'failing') throw new NetworkError('request:fail timeout')
  return reply
}

async function get<Reply>(path: string): Promise<Reply> {
  return read(await fetch(`/phone/${path}?persona=${encodeURIComponent(persona)}`), path)
}

async function post<Reply>(path: string, body: object): Promise<Reply> {
  const response = await fetch(`/phone/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona, ...body }),
  })
  return read(response, path)
}

async function postFile<Reply>(path: string, query: Record<string, string>, file: Blob): Promise<Reply> {
  const response = await fetch(`/phone/${path}?${new URLSearchParams({ persona, ...query })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })
  return read(response, path)
}

async function read<Reply>(response: Response, path: string): Promise<Reply> {
  if (!response.ok) throw new NetworkError(`request:fail /phone/${path} answered ${response.status}`)
  return (await response.json()) as Reply
}

export const host = {
  session: () => get<Session>('session'),
  call: (name: string, data: unknown) => overNetwork(() => post<CloudReply<unknown>>('call', { name, data })),
  openPayment: (params: object) =>
    overNetwork(() => post<{ sheet: PaymentSheet } | { error: string }>('payment/open', { params })),
  // WeChat's own till, not the mini-program, speaks here: the mini-program's bad network does not touch it.
  finishPayment: (prepayId: string, outcome: PaymentOutcome) =>
    post<{ errMsg: string }>('payment/finish', { prepayId, outcome }),
  codes: () => get<{ codes: { label: string; text: string }[] }>('codes'),
  chatFiles: () => get<{ files: { name: string; base64: string }[] }>('chat-files'),
  upload: (cloudPath: string, file: Blob) =>
    overNetwork(() => postFile<CloudReply<string>>('upload', { cloudPath, type: file.type }, file)),
  fileUrls: (fileIDs: string[]) => overNetwork(() => post<CloudReply<FileUrl[]>>('file-urls', { fileIDs })),
  tapPhoneNumber: () => overNetwork(() => post<PhoneNumberTap>('phone-number', {})),
  subscribe: (accepted: string[]) => overNetwork(() => post<object>('subscribe', { accepted })),
}

export interface HostEvents {
  reload(): void
  clock(event: { aheadMs: number }): void
  compileError(event: { message: string }): void
}

/** Listens to what the server tells; the browser reconnects by itself. */
export function listenToHost(handlers: HostEvents): void {
  const source = new EventSource('/phone/events')
  source.addEventListener('reload', () => handlers.reload())
  source.addEventListener('clock', (event) => handlers.clock(JSON.parse(event.data)))
  source.addEventListener('compileError', (event) => handlers.compileError(JSON.parse(event.data)))
}
