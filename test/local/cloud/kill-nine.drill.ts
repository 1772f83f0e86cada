import { join } from 'node:path'
import { temporaryFolder } from './fixtures'
import { killNine } from './kill-nine'

const kills = 4

test('ended with SIGKILL in the midst of load, a cloud keeps all it acknowledged and no half of a transfer', async () => {
  const afterMs = (kill: number) => 150 + kill * 40
  const report = await killNine(join(temporaryFolder(), 'cloud.db'), kills, afterMs)
  expect(report).toMatchObject({ kills, lost: 0, halfWritten: 0 })
  expect(report.acknowledged).toBeGreaterThan(kills * 10)
})
