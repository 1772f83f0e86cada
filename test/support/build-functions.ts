/** Builds the cloud functions once before the tests that run them. */
import { buildFunctions } from '../../local/build/functions'

export default async function buildOnce(): Promise<void> {
  await buildFunctions()
}
