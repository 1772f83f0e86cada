/** The certificate of a gift: to look at, and to save to the album. */
import { saveToAlbum } from '../../services/album'
import { call } from '../../services/cloud'
import { loadPicture, readCanvas } from '../../utils/canvas'
import { type Failure, failureOf } from '../../utils/failure'
import { type CertificateWords, certificateWordsOf, noInvoice } from '../utils/certificate-words'
import { certificateSize, drawCertificate } from './certificate-drawing'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly label: string } | Failure
  note: string
  isDrawn: boolean
  busy: boolean
}

interface Methods {
  orderNo: string
  canvas: WechatMiniprogram.Canvas | undefined
  load(): Promise<void>
  draw(words: CertificateWords, code: string): Promise<void>
  onSave(): Promise<void>
}

/** For whoever has it read aloud. */
const labelOf = ({ donorName, projectTitle, gift, number }: CertificateWords) =>
  `捐赠证书：${donorName}向${projectTitle}捐赠${gift}，编号 ${number}`

Page<Data, Methods>({
  orderNo: '',
  canvas: undefined,
  data: {
    view: { state: 'loading' },
    note: `${noInvoice}，任何人扫码都可以查验`,
    isDrawn: false,
    busy: false,
  },

  onLoad({ orderNo = '' }) {
    this.orderNo = orderNo
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' }, isDrawn: false })
    try {
      const { certificate, picture } = await call('giving.issueCertificate', { orderNo: this.orderNo })
      const words = certificateWordsOf(certificate)
      this.setData({ view: { state: 'ready', label: labelOf(words) } })
      await this.draw(words, picture)
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  async draw(words, code) {
    const { canvas, context } = await readCanvas(wx, '#certificate', certificateSize)
    drawCertificate(context, words, await loadPicture(canvas, code))
    this.canvas = canvas
    this.setData({ isDrawn: true })
  },

  async onSave() {
    if (!this.canvas || this.data.busy) return
    this.setData({ busy: true })
    try {
      await saveToAlbum(this.canvas)
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    } finally {
      this.setData({ busy: false })
    }
  },
})
