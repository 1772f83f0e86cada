/**
 * The questions of an event as a form: the same descriptors make the fields here and the schema that checks them.
 *
 * Properties: questions; answers – by question; problems – sentences by question; sending – the question whose picture is
 * being sent up.
 * Events: change – { answers }; picture – { questionId, filePath } of the phone, for the page to send up.
 */
import type { Question } from '../../../contract/event-content'
import type { Answer, Answers } from '../../../contract/questions'
import { type Row, rowsOf, toggled, withAnswer } from './rows'

Component({
  options: { addGlobalClass: true },
  properties: {
    questions: { type: Array, value: [] as Question[] },
    answers: { type: Object, value: {} as Answers },
    problems: { type: Object, value: {} as Record<string, string> },
    sending: String,
  },
  data: { rows: [] as Row[], choosing: '', heading: '', options: [] as Row['options'], chosen: '' },
  observers: {
    'questions, answers, problems'(
      questions: readonly Question[],
      answers: Answers,
      problems: Record<string, string>,
    ) {
      this.setData({ rows: rowsOf(questions, answers, problems) })
    },
  },
  methods: {
    questionOf(questionId: string): Question | undefined {
      return (this.data.questions as Question[]).find((one) => one.questionId === questionId)
    },
    change(questionId: string, value: Answer) {
      const question = this.questionOf(questionId)
      if (!question) return
      const answers = withAnswer(this.data.answers as Answers, question, value)
      this.triggerEvent('change', { answers })
    },
    onType(event: WechatMiniprogram.Input | WechatMiniprogram.PickerChange) {
      this.change(event.currentTarget.dataset.question, String(event.detail.value))
    },
    onToggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { question: questionId, option } = currentTarget.dataset
      const question = this.questionOf(questionId)
      const answers = this.data.answers as Answers
      if (question) this.change(questionId, toggled(question, answers[questionId], option))
    },
    onOpen({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const row = this.data.rows.find(({ questionId }) => questionId === currentTarget.dataset.question)
      if (!row) return
      this.setData({
        choosing: row.questionId,
        heading: row.label,
        options: row.options,
        chosen: row.value,
      })
    },
    onChoose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const questionId = this.data.choosing
      this.setData({ choosing: '' })
      this.change(questionId, event.detail.value)
    },
    onClose() {
      this.setData({ choosing: '' })
    },
    async onPicture({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const chosen = await wx
        .chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
        .catch(() => undefined)
      const filePath = chosen?.tempFiles[0]?.tempFilePath
      const questionId = currentTarget.dataset.question
      if (filePath !== undefined) this.triggerEvent('picture', { questionId, filePath })
    },
  },
})
