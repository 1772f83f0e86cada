import { AppError } from '../../../miniprogram/contract/errors'
import { afterFailure, failureOf } from '../../../miniprogram/utils/failure'

const offline = new AppError('OFFLINE')
const busy = new AppError('BUSY')

test('without network, what a page shows stays and is marked as old', () => {
  expect(afterFailure(offline, 'ready')).toEqual({ 'view.offline': true })
})

test.each([
  ['without network, a page that shows nothing yet says so', offline, 'loading', 'offline'],
  ['a failure of the cloud is never called the network’s', busy, 'ready', 'error'],
  ['a failure of the cloud is said at the first view too', busy, 'loading', 'error'],
  ['what is not there cannot be tried again', new AppError('NOT_FOUND'), 'loading', 'gone'],
])('%s', (_what, error, state, shown) => {
  expect(afterFailure(error, state)).toEqual({ view: { state: shown, message: error.message } })
})

const unfit = (fields: Record<string, string>) => new AppError('INVALID_INPUT', { fields })

test.each([
  ['an address cut short leads nowhere', unfit({ eventId: '无效' }), 'gone'],
  ['so does one that is made up', unfit({ opens: '无效', targetId: '无效' }), 'gone'],
  ['what somebody typed can be mended', unfit({ title: '请填写标题' }), 'error'],
  ['an address beside what was typed, too', unfit({ eventId: '无效', words: '请填写' }), 'error'],
])('%s', (_what, error, state) => {
  expect(failureOf(error).state).toBe(state)
})

test('what nobody foresaw is said without its details', () => {
  const complaint = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(failureOf(new TypeError('cannot read x of undefined')).message).not.toContain('undefined')
  expect(complaint).toHaveBeenCalled()
  complaint.mockRestore()
})
