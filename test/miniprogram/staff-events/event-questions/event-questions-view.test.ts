import type { Question } from '../../../../miniprogram/contract/event-content'
import { questionViewOf } from '../../../../miniprogram/staff-events/event-questions/event-questions-view'

const question: Question = {
  questionId: 'lunch',
  kind: 'choice',
  label: '是否午餐',
  isRequired: true,
  options: ['参加', ''],
}

it('a question is told in a line, and its options as they are typed', () => {
  const sensitive = { ...question, erasesAt: 5 }
  expect(questionViewOf(sensitive, 0, {})).toMatchObject({
    heading: '是否午餐',
    note: '单选 · 必填 · 敏感',
    options: '参加\n',
    problem: '',
  })
})

it('what is wrong with it stands beside its own fields, and of no other question', () => {
  const problems = { 'questions.0.label': '请填写问题', 'questions.1': '选择题至少两个选项' }
  expect(questionViewOf(question, 1, problems)).toMatchObject({
    labelProblem: '',
    optionsProblem: '选择题至少两个选项',
    problem: '选择题至少两个选项',
  })
})
