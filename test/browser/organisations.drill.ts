/** Bodies and codes in a real browser: from founding a class to the count of who came by its poster. */
import { PreviewForTests } from '../support/preview'

jest.setTimeout(120_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

test('a class is founded, its poster scanned from the screen, somebody registers, and the count shows it', async () => {
  const [administrator, visitor] = await preview.twoPhones('administrator', 'visitor', 'pages/me/me')
  await administrator.go('staff/bodies/bodies?parentId=college-civil')
  await administrator.press('新建下级组织')
  await administrator.text('新建班级').click()
  await administrator.find('#name input').fill('测量 0301 班')
  await administrator.find('#entry-year input').fill('2003')
  await administrator.press('建立')
  await administrator.text('2003 级 · 1 个班').click()
  await administrator.find('[aria-label="测量 0301 班，二维码"]').click()
  await administrator.text('还没有二维码').waitFor()
  await administrator.press('新建二维码')
  await administrator.find('#channel input').fill('同学聚会')
  await administrator.press('生成')
  await administrator.text('有效期至').waitFor()
  const picture = preview.desk.waitForEvent('download')
  await administrator.find('#save').click()
  expect((await picture).suggestedFilename()).toBe('picture.png')

  await visitor.find('#scan').click()
  await visitor.sheet('扫描另一台手机的屏幕').click()
  await visitor.text('欢迎回家').waitFor()
  await visitor.find('#college').getByText('土木与交通工程学院').waitFor()
  await visitor.find('#entry-year').getByText('2003 级').waitFor()
  await visitor.find('#name input').fill('欧阳若水')
  await visitor.find('#class-name input').fill('测量0301')
  await visitor.find('#agree').getByText('我已年满十四周岁').click()
  await visitor.press('提交登记')
  await visitor.sheet('允许').click()
  await visitor.text('学校正在核对您的信息').waitFor()

  const [someClass] = await preview.world.cloud.database.find('bodies', { name: '测量 0301 班' })
  await administrator.go(`staff/codes/codes?bodyId=${someClass?._id}`)
  await administrator.text(/^1$/).nth(1).waitFor()
  await administrator.text('人登记').waitFor()
})

test('somebody asks to join, the lead agrees, and the page says so', async () => {
  const [asker, lead] = await preview.twoPhones('classlead', 'alumnus', 'alumni/bodies/bodies')
  await asker.find('#search input').fill('桥梁')
  await asker.text('桥梁与隧道行业校友会').click()
  await asker.press('申请加入')
  await asker.find('#standing').getByText('等待联络人同意').waitFor()

  await lead.text('桥梁与隧道行业校友会').click()
  await lead.find('#requests').click()
  await lead.find('[aria-label="同意许若岚加入"]').click()
  await lead.text('都处理完了').waitFor()

  await asker.go('alumni/body/body?bodyId=association-bridges')
  await asker.find('#standing').getByText('您已加入').waitFor()
  await asker.text('周书恒').waitFor()
  await asker.find('#out').click()
  await asker.sheet('退出').click()
  await asker.press('申请加入')
  await asker.find('#out').getByText('撤回申请').waitFor()
})

test('an administrator appoints a lead by name, and merges two bodies', async () => {
  const administrator = await preview.phone('administrator', 'pages/me/me')
  const [member] = await preview.world.cloud.database.find('people', {
    bodyPath: 'branch-shenzhen',
    'verification.status': 'verified',
  })
  const name = String(member?.name)
  await administrator.go('staff/body-edit/body-edit?bodyId=branch-shenzhen')
  await administrator.find('#seek input').fill(name)
  await administrator.find(`[aria-label^="选任${name}，"]`).first().click()
  await administrator.press('保存修改')
  await administrator.find('#save').waitFor({ state: 'detached' })

  await administrator.go('staff/body-edit/body-edit?bodyId=branch-shenzhen')
  await administrator.find(`[aria-label="${name}的职务"] input`).waitFor()
  await administrator.find('#merge').click()
  await administrator.text('北京校友会').click()
  await administrator.sheet('合并').or(administrator.sheet('确定')).click()
  await administrator.find('#save').waitFor({ state: 'detached' })
  const [merged] = await preview.world.cloud.database.find('bodies', { _id: 'branch-shenzhen' })
  expect(merged).toMatchObject({ status: 'closed', mergedInto: 'branch-beijing' })
})
