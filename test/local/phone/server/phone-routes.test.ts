import { type Fixture, openFixture } from './fixture'

let fixture: Fixture

beforeAll(async () => {
  fixture = await openFixture()
})
afterAll(() => fixture.close())

describe('a session', () => {
  test('tells who holds the phone, without the openid, and how far the clock is ahead', async () => {
    fixture.world.clock.moveTo(Date.now() + 5000)
    const { body } = await fixture.get('/phone/session?persona=editor')
    expect(body.persona).toEqual({ key: 'editor', name: '何编辑' })
    expect(body.aheadMs).toBeCloseTo(5000, -2)
    expect(JSON.stringify(body)).not.toContain('oEditor')
  })

  test.each(['', '?persona=nobody', '?persona=constructor'])('of nobody is refused: "%s"', async (query) => {
    expect((await fixture.get(`/phone/session${query}`)).status).toBe(404)
  })
})

describe('a cloud call', () => {
  const call = (body: object) => fixture.post('/phone/call', body)

  test('runs the function as the persona, whatever the data says', async () => {
    const data = { said: 'hello', WX_OPENID: 'oVisitor' }
    const { status, body } = await call({ persona: 'editor', name: 'api', data })
    expect({ status, body }).toEqual({ status: 200, body: { result: { who: 'oEditor', said: 'hello' } } })
  })

  test('that fails tells errCode and errMsg as a phone does', async () => {
    const failed = await call({ persona: 'editor', name: 'api', data: { fail: true } })
    expect(failed.status).toBe(200)
    expect(failed.body.error.errCode).toBe(-504002)
    expect(failed.body.error.errMsg).toMatch(/^cloud\.callFunction:fail .*on request/s)

    const missing = await call({ persona: 'editor', name: 'nothing', data: {} })
    expect(missing.body.error).toMatchObject({
      errCode: expect.any(Number),
      errMsg: expect.stringContaining('nothing'),
    })
  })

  test('cannot bring an identity of its own', async () => {
    const { status } = await call({ persona: 'visitor', name: 'api', data: {}, openid: 'oEditor' })
    expect(status).toBe(400)
    expect((await call({ persona: 'nobody', name: 'api' })).status).toBe(404)
  })
})

describe('the payment sheet', () => {
  const params = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1', signType: 'RSA', paySign: 'AAAA' }

  test('does not open for a forged signature, and says so in WeChat’s words', async () => {
    const { status, body } = await fixture.post('/phone/payment/open', { persona: 'editor', params })
    expect({ status, body }).toEqual({ status: 200, body: { error: 'requestPayment:fail 支付验证签名失败' } })
  })

  test('closed by the person ends as WeChat’s does; an unknown outcome is refused', async () => {
    const finish = (outcome: string) =>
      fixture.post('/phone/payment/finish', { persona: 'editor', prepayId: 'wx1', outcome })
    expect((await finish('cancel')).body).toEqual({ errMsg: 'requestPayment:fail cancel' })
    expect((await finish('steal')).status).toBe(400)
  })
})

test('codes to scan come from the world', async () => {
  expect((await fixture.get('/phone/codes?persona=visitor')).body).toEqual({
    codes: [{ label: '海报', text: 'pages/enter/enter?scene=poster' }],
  })
})

describe('the phone number', () => {
  const tap = (persona: string) => fixture.post('/phone/phone-number', { persona })

  test('is told to a function for the code of the tap', async () => {
    const { body } = await tap('editor')
    expect(body).toEqual({ errMsg: 'getPhoneNumber:ok', code: expect.any(String) })
  })

  test('costs, and is refused in WeChat’s words when nothing is left', async () => {
    fixture.world.cloud.phoneNumbers.limit(0)
    expect((await tap('editor')).body).toMatchObject({ errno: 1400001 })
    fixture.world.cloud.phoneNumbers.limit(Number.POSITIVE_INFINITY)
  })

  test('of nobody is not there', async () => {
    expect((await tap('nobody')).status).toBe(404)
  })
})

describe('a file', () => {
  const upload = (persona: string, cloudPath: string) =>
    fixture.postFile(`/phone/upload?${new URLSearchParams({ persona, cloudPath })}`, 'a picture')
  const urlsOf = (persona: string, fileIDs: string[]) =>
    fixture.post('/phone/file-urls', { persona, fileIDs })

  test('is kept, and read by whoever sent it and nobody else', async () => {
    const { result: fileID } = (await upload('editor', 'pictures/1.jpg')).body
    expect(fileID).toMatch(/^cloud:\/\/.*\/pictures\/1\.jpg$/)
    const [mine] = (await urlsOf('editor', [fileID])).body.result
    expect(await (await fetch(mine.tempFileURL)).text()).toBe('a picture')
    expect((await urlsOf('visitor', [fileID])).body.result).toEqual([
      { fileID, code: 'STORAGE_EXCEED_AUTHORITY', tempFileURL: '' },
    ])
  })

  test('of somebody else cannot be written over', async () => {
    await upload('editor', 'pictures/2.jpg')
    expect((await upload('visitor', 'pictures/2.jpg')).body.error).toMatchObject({ errCode: -503002 })
  })

  test('needs a path that the cloud takes, and bytes', async () => {
    expect((await upload('editor', '/../secret')).body.error).toMatchObject({ errCode: -501007 })
    expect((await fixture.post('/phone/upload?persona=editor&cloudPath=a', {})).status).toBe(415)
    expect((await upload('nobody', 'a')).status).toBe(404)
  })
})
