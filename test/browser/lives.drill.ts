/** Taking one's data along, asking to be erased and staying after all; two records of one person made one. */
import { PreviewForTests } from '../support/preview'

jest.setTimeout(90_000)

interface Known {
  readonly name: string
  readonly educations: readonly { readonly entryYear: number }[]
}

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

test('somebody takes their data along, asks to be erased, and stays after all', async () => {
  const [alumnus, visitor] = await preview.twoPhones('alumnus', 'visitor', 'alumni/my-data/my-data')
  await alumnus.text('汽车研究所').or(alumnus.text('工作单位')).first().waitFor()
  await alumnus.find('#export-xlsx').click()
  await alumnus.find('#file').getByText('.xlsx').waitFor()
  await alumnus.find('#open-file').click()
  const download = preview.desk.waitForEvent('download')
  await alumnus.sheet('保存到电脑').click()
  expect((await download).suggestedFilename()).toMatch(/^我的校友数据-.*\.xlsx$/)
  await alumnus.find('#export-json').click()
  await alumnus.find('#file').getByText('.json').waitFor()
  await alumnus.find('#send-file').click()
  await alumnus.sheet('关闭').click()

  await alumnus.find('#leave').click()
  await alumnus.sheet('申请注销').click()
  await alumnus.find('#farewell').getByText('11月27日 周五').waitFor()
  await alumnus.press('撤回注销申请')
  await alumnus.find('#farewell').waitFor({ state: 'detached' })

  await visitor.text('没有登记，也就没有保存您的任何资料').waitFor()
})

test('a reviewer makes two records one, and takes it back', async () => {
  const [reviewer, visitor] = await preview.twoPhones('reviewer', 'visitor', 'pages/me/me')
  const [known] = await preview.world.cloud.database.find('people', {
    'educations.collegeId': 'college-computing',
    'verification.status': 'verified',
    grants: [],
  })
  const { name, educations } = known as unknown as Known
  const entryYear = educations[0]?.entryYear
  await visitor.find('#scan').click()
  await visitor.codeToScan('计算机与人工智能学院').click()
  await visitor.find('#name input').fill(name)
  await visitor.find('#entry-year').getByRole('button').click()
  await visitor.text(`${entryYear} 级`).click()
  await visitor.find('#agree').getByText('我已年满十四周岁').click()
  await visitor.press('提交登记')
  await visitor.sheet('允许').click()
  await visitor.text('学校正在核对您的信息').waitFor()

  await reviewer.go('staff/merges/merges')
  await reviewer.text(name).first().click()
  await reviewer.find('#moves').waitFor()
  await reviewer.press('合并为一份')
  await reviewer.sheet('合并').click()
  await reviewer.text(`${name} 的两份档案`).waitFor()
  await visitor.go('alumni/card/card')
  await visitor.find('#card-code canvas').waitFor()

  await reviewer.text(/^撤销合并$/).click()
  await reviewer.sheet('撤销合并').click()
  await reviewer.text('已撤销').first().waitFor()
  await visitor.go('alumni/card/card')
  await visitor.text('学校正在核对您的信息').waitFor()
})
