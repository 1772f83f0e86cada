/** How many people a hundred taps on 提交登记 make beyond the one. */
import { bodyIds } from '../../local/seed/bodies'
import { consentVersion } from '../../miniprogram/contract/alumni'
import { Phone } from '../support/world'
import { Campus } from './campus'
import type { Figure } from './figure'

const taps = 100

export async function* run(): AsyncGenerator<Figure> {
  const people = await Campus.open(async (campus) => {
    const phone = new Phone(campus.world, 'oBench_taps_'.padEnd(28, 'x'))
    const input = {
      name: '百次点击',
      kind: 'alumnus' as const,
      educations: [{ collegeId: bodyIds.computing, entryYear: 2001, degree: 'bachelor' as const }],
      consentVersion,
      isFourteenOrOlder: true,
    }
    await Promise.all(Array.from({ length: taps }, () => phone.call('alumni.register', input)))
    return (await campus.cloud.database.find('people', { name: '百次点击' })).length
  })
  yield { name: 'alumni.register.duplicates', value: people - 1, unit: 'people', n: taps }
}
