/** A folder for the time of one piece of work. */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** Runs `work` with a new empty folder, and removes the folder when it is done, however it ends. */
export async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'alma-mater-')))
  try {
    return await work(folder)
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}
