/** An editor publishes an event from an empty page, with a question and a category; an alumnus signs up for it. */
import { PreviewForTests } from '../support/preview'

jest.setTimeout(120_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

test('an event goes from an empty page to published, also across a crash, and asks what its editor asked', async () => {
  const [editor, alumnus] = await preview.twoPhones('editor', 'alumnus', 'staff-events/events/events')
  await editor.press('新建活动')
  await editor.press('发布')
  await editor.text('请填写活动名称').waitFor()
  await editor.type('#title', '材料学院校友沙龙')
  await editor.type('#place', '逸夫楼报告厅')

  // Any body that the editor acts for can host it: a class is not among the first, and is found by its name.
  await editor.find('#field-hostId').click()
  await editor.find('choice-sheet').getByPlaceholder('名称开头的几个字').fill('结构')
  await editor.text('结构工程 9601 班').click()
  await editor.find('#field-hostId').getByText('结构工程 9601 班').waitFor()

  await editor.find('#part-party').click()
  await editor.find('#add').click()
  await editor.press('完成')
  await editor.text('请填写类别名称').first().waitFor()
  await editor.find('#category-0').getByLabel('类别名称').getByRole('textbox').fill('校友代表')
  await editor.press('完成')
  await editor.find('#part-party').getByText('校友代表').waitFor()

  await editor.find('#part-questions').click()
  await editor.find('#add').click()
  await editor
    .find('#question-0')
    .getByLabel('问题', { exact: true })
    .getByRole('textbox')
    .fill('是否参加午餐')
  await editor.crash()
  await editor.find('#question-0').getByText('是否参加午餐').click()
  await editor.text('单选').click()
  await editor.find('#question-0').getByLabel('选项').getByRole('textbox').fill('参加\n不参加\n')
  await editor.text('必须回答').click()
  await editor.press('完成')
  await editor.find('#part-questions').getByText('1 个问题').waitFor()

  await editor.press('发布')
  await editor.sheet('发布').click()
  await editor.toast('活动已发布').waitFor()
  const [host] = await preview.world.cloud.database.find('bodies', { name: '结构工程 9601 班' })
  const [event] = await preview.world.cloud.database.find('events', { title: '材料学院校友沙龙' })
  expect(event).toMatchObject({
    status: 'published',
    categories: [{ name: '校友代表', givenBy: 'person' }],
    hostId: host?._id,
    questions: [{ label: '是否参加午餐', options: ['参加', '不参加'], isRequired: true }],
  })

  await alumnus.go(`events/sign-up/sign-up?eventId=${String(event?._id)}`)
  await alumnus.find('#categories').getByText('校友代表').click()
  await alumnus.find('#questions').getByText('是否参加午餐').waitFor()
})
