/** Keeps two runs from using the same data at once. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { Refusal } from './refusal'

/**
 * Takes a folder for the preview at `url`, and returns what gives it back; `refuseIfTaken` has been asked before.
 * @throws Refusal when another start was faster
 */
export async function lockFolder(folder: string, url: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'running.json')
  await fs.mkdir(folder, { recursive: true })
  await fs.rm(file, { force: true })
  await fs.writeFile(file, JSON.stringify({ pid: process.pid, url }), { flag: 'wx' }).catch(() => {
    throw new Refusal(`Another start uses ${folder} at this very moment, or it cannot be written to.`)
  })
  return () => fs.rm(file, { force: true })
}

/**
 * A run that ended without giving the folder back does not block: its process is gone, or nothing answers there.
 * @throws Refusal naming the address of the run that has this folder
 */
export async function refuseIfTaken(folder: string): Promise<void> {
  const holder = await readHolder(path.join(folder, 'running.json'))
  if (!holder || !isAlive(holder.pid) || !(await answers(holder.url))) return
  throw new Refusal(
    `It is running already at ${holder.url} (process ${holder.pid}); a second one needs data of its own: --data FOLDER.`,
  )
}

async function readHolder(file: string): Promise<{ pid: number; url: string } | undefined> {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A busy run may be slow to answer, but only one that is there accepts the connection. */
async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1000) }).then(
    () => true,
    (error: Error) => error.name === 'TimeoutError',
  )
}
