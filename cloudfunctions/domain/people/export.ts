/** Exports: a spreadsheet of what staff may see of people anyway, behind a link that expires. */
import { AppError } from '../../../miniprogram/contract/errors'
import { exportedAtOnce } from '../../../miniprogram/contract/people'
import type { Query } from '../../platform/cloud'
import { page } from '../../platform/cursor'
import type { Handler } from '../../platform/serve'
import { writeExport } from '../exports/writing'
import { bodiesAsked } from './reach'
import { listPeople, peopleOf, yearsBetween } from './records'
import { describeProfiles, exportHeadings, exportRow, profileFields } from './views'

const readAtOnce = 500

/** The rows of one spreadsheet, by name, and where the next one begins. */
async function readRows(
  query: Query,
  after: string | undefined,
): Promise<{ rows: readonly string[][]; next: string | undefined }> {
  const rows: string[][] = []
  let next = after
  do {
    const found = await listPeople(query, {
      field: 'name',
      after: next,
      limit: readAtOnce + 1,
      fields: profileFields,
    })
    const read = page(found, ({ name }) => name, readAtOnce)
    rows.push(...(await describeProfiles(read.rows)).map(exportRow))
    next = read.next
  } while (next !== undefined && rows.length < exportedAtOnce)
  return { rows, next }
}

/** Where nobody within the caller's reach fits, the answer is that of what does not exist. */
export const exportPeople: Handler<'people.export'> = async (input, context) => {
  const { after, ...filter } = input
  const { collegeId, entryYearFrom, entryYearTo, name, status } = filter
  const bodyIds = await bodiesAsked(context.caller, collegeId)
  const entryYears = yearsBetween(entryYearFrom, entryYearTo)
  const { rows, next } = await readRows(peopleOf(bodyIds, { collegeId, entryYears, name, status }), after)
  if (rows.length === 0) throw new AppError('NOT_FOUND')
  const file = await writeExport(
    {
      action: 'people.export',
      target: bodyIds,
      notes: { ...filter, people: rows.length },
      headings: exportHeadings,
      rows,
    },
    context,
  )
  return { ...file, people: rows.length, next }
}
