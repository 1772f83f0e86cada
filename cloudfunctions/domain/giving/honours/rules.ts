/** Which gifts a honour roll is of, and which of them have a line of their own. */
import type { HonourBand } from '../../../../miniprogram/contract/giving'
import type { GiftWay } from '../../../../miniprogram/contract/giving-offline'
import { startOfCampusDay } from '../../../platform/campus-time'

/** What is given otherwise than in money, and listed whatever it is worth. */
export const moneyless: readonly GiftWay[] = ['equity', 'materials']

/** From this on, and below that. */
export interface Between<Value> {
  readonly from: Value
  readonly below: Value
}

const yuan = 100

const bandsFen: Readonly<Record<Exclude<HonourBand, 'things'>, Between<number>>> = {
  tenThousand: { from: 10_000 * yuan, below: Number.MAX_SAFE_INTEGER },
  thousand: { from: 1_000 * yuan, below: 10_000 * yuan },
  hundred: { from: 100 * yuan, below: 1_000 * yuan },
  belowHundred: { from: 0, below: 100 * yuan },
}

const whateverFen: Between<number> = { from: 0, below: Number.MAX_SAFE_INTEGER }

/** What a roll is asked to be of. */
export interface Wish {
  readonly projectId?: string | undefined
  readonly year?: number | undefined
  readonly band?: HonourBand | undefined
}

/** What a roll is of: each of its gifts is listed, or small and only counted. */
export interface Roll {
  readonly projectId: string | undefined
  /** The class or branch that has the credit, with those that went up in it. */
  readonly creditedTo: readonly string[] | undefined
  readonly received: Between<Date> | undefined
  /** Money that has a line; undefined where none is wanted. */
  readonly listedFen: Between<number> | undefined
  /** Money that counts without one; undefined where none does. */
  readonly smallFen: Between<number> | undefined
  readonly withThings: boolean
}

const between = <Value>(from: Value, below: Value): Between<Value> | undefined =>
  from < below ? { from, below } : undefined

const yearOf = (year: number): Between<Date> => ({
  from: startOfCampusDay(`${year}-01-01`),
  below: startOfCampusDay(`${year + 1}-01-01`),
})

/** @param fromFen the least that has a line of its own */
export function rollOf(
  { projectId, year, band }: Wish,
  creditedTo: readonly string[] | undefined,
  fromFen: number,
): Roll {
  const isMoney = band !== 'things'
  const { from, below } = band === undefined || band === 'things' ? whateverFen : bandsFen[band]
  return {
    projectId,
    creditedTo,
    received: year === undefined ? undefined : yearOf(year),
    listedFen: isMoney ? between(Math.max(from, fromFen), below) : undefined,
    smallFen: isMoney ? between(from, Math.min(below, fromFen)) : undefined,
    withThings: band === undefined || band === 'things',
  }
}

/** Fewer people than this are not counted before everybody, so that nobody can be guessed. */
const toldFrom = 5

/** Whether it may be told what so many people gave in the name of one class or branch. */
export const isTold = (donors: number): boolean => donors >= toldFrom
