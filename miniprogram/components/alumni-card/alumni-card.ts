/**
 * The face of the alumni card. What is put in the slot (a QR code) stands on the paper below the face.
 *
 * Properties: institution, crest (image); name; kind – 校友, 教师 …; college; classYear – such as 2003 级 机械 0301 班;
 * degree; number – of the card; status – verified · waiting · unverified; avatar – of whoever looks at their own card.
 */
const marks: Readonly<Record<string, { seal: string; words: string }>> = {
  verified: { seal: '校友认证', words: '' },
  waiting: { seal: '', words: '身份审核中' },
  unverified: { seal: '', words: '身份待认证' },
}

Component({
  properties: {
    institution: String,
    crest: { type: String, value: '/assets/crest.svg' },
    name: String,
    kind: { type: String, value: '校友' },
    college: String,
    classYear: String,
    degree: String,
    number: String,
    avatar: String,
    status: { type: String, value: 'unverified' },
  },
  data: { mark: marks.unverified, isPictureBroken: false },
  observers: {
    status(status: string) {
      this.setData({ mark: marks[status] ?? marks.unverified })
    },
    avatar() {
      this.setData({ isPictureBroken: false })
    },
  },
  methods: {
    /** Without network the card shows all but the picture. */
    onBrokenPicture() {
      this.setData({ isPictureBroken: true })
    },
  },
})
