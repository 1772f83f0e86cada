import type { RosterCandidate } from '../../../../miniprogram/contract/registrations'
import { compare, compareAll, type Registration } from '../../../../miniprogram/staff/registration/comparison'

const civil = { bodyId: 'civil', name: '土木学院' }
const computing = { bodyId: 'computing', name: '计算机学院' }

const registration: Registration = {
  personId: 'person',
  name: '田志敏',
  kind: 'alumnus',
  status: 'pending',
  educations: [
    { college: computing, entryYear: 2003, degree: 'master', programme: '软件工程', className: '' },
    { college: civil, entryYear: 1998, degree: 'bachelor', programme: '桥梁', className: '桥隧 9801 班' },
  ],
  registeredAt: 0,
  revision: 0,
  studentNumberLast4: '12a4',
  city: '',
  employer: '',
  reason: '',
}

const candidate: RosterCandidate = {
  rowId: 'row',
  name: '田志敏',
  college: civil,
  entryYear: 1997,
  degree: 'bachelor',
  programme: '',
  className: '桥隧9801班',
  studentNumberLast4: '12A4',
  isTaken: false,
}

const agreements = (row: RosterCandidate) =>
  Object.fromEntries(compare(registration, row).fields.map(({ label, agreement }) => [label, agreement]))

describe('a roster row beside a registration', () => {
  it('is compared with the education of its own college, even when another one’s year is nearer', () => {
    expect(agreements({ ...candidate, entryYear: 2003 })).toMatchObject({
      学院: 'same',
      入学年份: 'different',
    })
  })

  it('agrees or not field by field, whatever the spaces and capitals', () => {
    expect(agreements(candidate)).toEqual({
      姓名: 'same',
      学院: 'same',
      入学年份: 'different',
      学历: 'same',
      专业: 'untold',
      班级: 'same',
      学号后四位: 'same',
    })
  })

  it('says for the ear what the mark says for the eye', () => {
    const said = compare(registration, candidate).fields.map(({ said }) => said)
    expect(said).toEqual(['一致', '一致', '不同', '一致', '无从比对', '一致', '一致'])
  })

  it('does not disagree with what was never told', () => {
    const comparison = compare({ ...registration, educations: [], studentNumberLast4: '' }, candidate)
    expect(comparison).toMatchObject({ same: 1, different: 0 })
  })
})

it('rows that can be chosen come first, the most alike before the others', () => {
  const rows = compareAll(registration, [
    { ...candidate, rowId: 'taken', entryYear: 1998, isTaken: true },
    { ...candidate, rowId: 'unlike', degree: 'doctor', className: '' },
    { ...candidate, rowId: 'alike', entryYear: 1998 },
  ])
  expect(rows.map(({ rowId }) => rowId)).toEqual(['alike', 'unlike', 'taken'])
})
