/** Anybody checks a certificate: its code opens this page, or its number is typed. */
import { AppError } from '../../contract/errors'
import type { CertificateCheck } from '../../contract/giving-papers'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import {
  type CertificateWords,
  certificateWordsOf,
  groupedNumber,
  noInvoice,
} from '../utils/certificate-words'

type View =
  | { readonly state: 'loading' }
  /** `none`: nothing was asked yet. */
  | { readonly state: 'ready'; readonly verdict: 'none' | 'unknown' }
  | { readonly state: 'ready'; readonly verdict: 'void'; readonly number: string }
  | { readonly state: 'ready'; readonly verdict: 'valid'; readonly certificate: CertificateWords }
  | Failure

interface Data {
  readonly view: View
  readonly number: string
  readonly noInvoice: string
}

interface Methods {
  load(): Promise<void>
  onRetry(): void
  onType(event: WechatMiniprogram.Input): void
  onCheck(): void
}

const viewOf = (check: CertificateCheck): View =>
  check.state === 'valid'
    ? { state: 'ready', verdict: 'valid', certificate: certificateWordsOf(check.certificate) }
    : { state: 'ready', verdict: 'void', number: groupedNumber(check.number) }

Page<Data, Methods>({
  data: { view: { state: 'loading' }, number: '', noInvoice },

  onLoad({ scene = '' }) {
    // WeChat hands the scene of a code over encoded.
    this.setData({ number: decodeURIComponent(scene) })
    void this.load()
  },

  async load() {
    const { number } = this.data
    if (number === '') {
      this.setData({ view: { state: 'ready', verdict: 'none' } })
      return
    }
    try {
      this.setData({ view: viewOf(await call('giving.checkCertificate', { number })) })
    } catch (error) {
      const isUnknown = error instanceof AppError && error.code === 'NOT_FOUND'
      this.setData({ view: isUnknown ? { state: 'ready', verdict: 'unknown' } : failureOf(error) })
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onType({ detail }) {
    this.setData({ number: detail.value.trim() })
  },

  onCheck() {
    this.onRetry()
  },
})
