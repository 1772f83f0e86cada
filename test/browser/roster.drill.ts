/** A roster is brought in, in a real browser: picked from a chat, looked through, imported; then somebody of it registers. */
import { PreviewForTests } from '../support/preview'

jest.setTimeout(120_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

test('a reviewer imports what lies in a chat, and whoever is on it is verified as they register', async () => {
  const [reviewer, visitor] = await preview.twoPhones('reviewer', 'visitor')
  await reviewer.go('/staff/today/today')
  await reviewer.text('名册导入').click()
  await reviewer.press('从聊天中选择表格')
  await reviewer.codeToScan('计算机学院名册（待核对）.csv').click()

  await reviewer.text('第 8 行“入学年份”：应为四位年份，如 2008').waitFor()
  await reviewer.find('#tab-outside').click()
  await reviewer.text('白露').waitFor()
  await reviewer.press('导入 5 行')
  await reviewer.text('已新增 5 条。').waitFor()

  await visitor.go('/alumni/register/register?collegeId=college-computing&entryYear=2009')
  await visitor.type('#name', '陆之遥')
  await visitor.find('#agree').getByText('我已年满十四周岁').click()
  await visitor.press('提交登记')
  await visitor.sheet('允许').click()
  await visitor.find('#card-code').waitFor()

  await reviewer.find('#undo').click()
  await reviewer.sheet('撤销导入').click()
  await reviewer.text('1 条已有校友据此认证，保留在册，他们的认证不变。').waitFor()
})
