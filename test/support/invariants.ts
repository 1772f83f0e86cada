/**
 * The invariants, built as one file for outside.ts, which evaluates it once for each world: what these modules remember
 * from one call to the next, such as settings, is of one world.
 */
export { runChecks } from '../../cloudfunctions/domain/checks'
export { readingOnce } from './read-once'
