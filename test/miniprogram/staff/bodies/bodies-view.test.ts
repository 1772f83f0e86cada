import type { ManagedBody } from '../../../../miniprogram/contract/organisations'
import { foundingChoices, linesOf } from '../../../../miniprogram/staff/bodies/bodies-view'

const body = (kind: ManagedBody['kind'], changes: Partial<ManagedBody> = {}): ManagedBody => ({
  bodyId: kind,
  name: kind,
  kind,
  entryYear: undefined,
  parent: undefined,
  status: 'open',
  mergedInto: undefined,
  isEditable: true,
  ...changes,
})

test('colleges stand before branches, and each says whether something may lie below it', () => {
  const lines = linesOf([body('foundation'), body('branch'), body('college'), body('association')])
  expect(lines.map(({ name, hasBelow }) => [name, hasBelow])).toEqual([
    ['college', true],
    ['branch', true],
    ['association', false],
    ['foundation', false],
  ])
})

test('a closed body says so, and a foreign one cannot be edited', () => {
  const [line] = linesOf([body('branch', { status: 'closed', isEditable: false })])
  expect(line).toMatchObject({ isClosed: true, isEditable: false })
})

test('what may be founded is said in words', () => {
  expect(foundingChoices(['class'])).toEqual([{ value: 'class', label: '新建班级' }])
})
