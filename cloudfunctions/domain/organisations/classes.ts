/** Classes have ids made from what they are, so that whoever studied in one is in it before anybody founds it. */
import { derivedId } from '../../platform/ids'
import { normalisedClass } from '../../platform/spelling'

/** The part of an education that tells where and with whom. */
export interface Studies {
  readonly collegeId: string
  readonly entryYear: number
  readonly className: string
}

/** The body of a class: the same college, year and name, however it is written, give the same id. */
export const classIdOf = ({ collegeId, entryYear, className }: Studies): string =>
  derivedId('class', collegeId, String(entryYear), normalisedClass(className))

/** The classes of these studies; none where no class was told. */
export const classIdsOf = (studies: readonly Studies[]): string[] =>
  studies.filter(({ className }) => normalisedClass(className) !== '').map(classIdOf)
