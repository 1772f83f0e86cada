/** wx.request: an ordinary request over the phone's network. */
import { overNetwork } from '../host'
import { wxFunction } from './api'

interface RequestOptions {
  url: string
  method?: string
  data?: string | Record<string, unknown>
  header?: Record<string, string>
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html */
export const requestApi = {
  request: wxFunction('request', async ({ url, method = 'GET', data, header = {} }: RequestOptions) => {
    const address = new URL(url)
    const inQuery = method === 'GET' && typeof data === 'object'
    if (inQuery)
      for (const [name, value] of Object.entries(data)) address.searchParams.set(name, String(value))
    const body =
      inQuery || data === undefined ? undefined : typeof data === 'string' ? data : JSON.stringify(data)
    const response = await overNetwork(() =>
      fetch(address, { method, headers: { 'content-type': 'application/json', ...header }, body }),
    )
    const text = await response.text()
    return { data: parsed(text), statusCode: response.status, header: Object.fromEntries(response.headers) }
  }),
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
