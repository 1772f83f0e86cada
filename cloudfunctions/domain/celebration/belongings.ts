/** What anniversaries keep of a person: who began to write one. */
import type { Belongings } from '../belongings'
import { renameCreator } from './records'

export const celebrationBelongings = {
  describe: async () => [],
  async erase(personId, pseudonymId) {
    await renameCreator(personId, pseudonymId)
  },
} satisfies Belongings
