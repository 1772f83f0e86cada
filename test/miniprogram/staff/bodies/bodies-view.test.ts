import type { ManagedBody } from '../../../../miniprogram/contract/organisations'
import { foundingChoices, lineOf } from '../../../../miniprogram/staff/bodies/bodies-view'

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

test('each says whether something may lie below it', () => {
  const kinds = ['college', 'branch', 'association', 'foundation', 'class'] as const
  expect(kinds.map((kind) => lineOf(body(kind)).hasBelow)).toEqual([true, true, false, false, false])
})

test('a closed body says so, and a foreign one cannot be edited', () => {
  const line = lineOf(body('branch', { status: 'closed', isEditable: false }))
  expect(line).toMatchObject({ isClosed: true, isEditable: false })
})

test('what may be founded is said in words', () => {
  expect(foundingChoices(['class'])).toEqual([{ value: 'class', label: '新建班级' }])
})
