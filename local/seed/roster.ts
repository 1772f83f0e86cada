/** A roster of 5,000 invented people. */
import type { RosterRow } from '../../cloudfunctions/domain/roster/records'
import { matchText } from '../../cloudfunctions/domain/roster/rules'
import { keyedHash } from '../../cloudfunctions/platform/ids'
import type { Degree } from '../../miniprogram/contract/alumni'
import { bodyIds, colleges } from './bodies'
import { personas } from './personas'
import { pick, sequence } from './random'

export const rosterSize = 5000

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余']
const firstLetters = [...'明文志建国秀玉春晓海丽永俊思雨子天佳慧宏立新安德世振光启承维']
const secondLetters = [...'华军平强芳英伟杰涛磊静敏燕辉超勇霞峰琳宁瑞航博轩然悦彤泽恒远']

const programmes: Readonly<Record<string, readonly string[]>> = {
  [bodyIds.civil]: ['土木工程', '交通工程', '道路桥梁', '给排水工程'],
  [bodyIds.mechanical]: ['机械设计制造', '车辆工程', '热能与动力', '工业设计'],
  [bodyIds.materials]: ['金属材料', '高分子材料', '应用化学', '化学工程'],
  [bodyIds.computing]: ['计算机科学', '软件工程', '人工智能', '网络工程'],
  [bodyIds.economics]: ['会计学', '工商管理', '英语', '新闻传播'],
}

const years = Array.from({ length: 47 }, (_, index) => 1978 + index)
const degreeChances: readonly Degree[] = [
  'bachelor',
  'bachelor',
  'bachelor',
  'bachelor',
  'master',
  'master',
  'doctor',
  'junior',
]

type Known = Omit<RosterRow, 'matchKey' | 'claimedBy'>

function inventedRows(): Known[] {
  const chance = sequence(1957)
  return Array.from({ length: rosterSize - personaRows().length }, (_, index) => {
    const collegeId = pick(chance, colleges)._id
    const entryYear = pick(chance, years)
    const programme = pick(chance, programmes[collegeId] ?? [])
    const given = pick(chance, firstLetters) + (chance() < 0.75 ? pick(chance, secondLetters) : '')
    return {
      _id: `sample:${index + 1}`,
      name: pick(chance, surnames) + given,
      collegeId,
      entryYear,
      degree: pick(chance, degreeChances),
      programme,
      className: `${programme} ${String(entryYear % 100).padStart(2, '0')}0${1 + Math.floor(chance() * 4)} 班`,
      studentNumberLast4: String(Math.floor(chance() * 10_000)).padStart(4, '0'),
    }
  })
}

const personaRows = (): Known[] =>
  personas.flatMap(({ key, name, education }) =>
    education
      ? [
          {
            _id: `sample:${key}`,
            name,
            collegeId: education.collegeId,
            entryYear: education.entryYear,
            degree: 'bachelor' as const,
            programme: programmes[education.collegeId]?.[1] ?? '',
            className: education.className,
            studentNumberLast4: '0815',
          },
        ]
      : [],
  )

/** The roster, hashed with the functions' key so that they find in it whom they look for. */
export function sampleRoster(secretKey: string): RosterRow[] {
  return [...personaRows(), ...inventedRows()].map((row) => ({
    ...row,
    matchKey: keyedHash('roster', matchText(row.name, row.entryYear, row.collegeId), secretKey),
    claimedBy: null,
  }))
}
