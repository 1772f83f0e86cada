/** A copy of the project as the WeChat DevTools would open it after a build, so that a check leaves no trace here. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { buildNpmPackages } from '../../local/build/index'

const projectRoot = path.resolve(__dirname, '../..')

/**
 * Copies the mini-program into `folder`, which must be empty, and builds its npm packages there.
 * @returns the copy's `miniprogram` folder
 * @throws BuildError when a library lacks an imported name
 */
export async function stageProject(folder: string): Promise<string> {
  const miniprogram = path.join(folder, 'miniprogram')
  const isSource = (file: string) => path.basename(file) !== 'miniprogram_npm'
  await fs.cp(path.join(projectRoot, 'miniprogram'), miniprogram, { recursive: true, filter: isSource })
  for (const name of ['project.config.json', 'package.json']) {
    await fs.copyFile(path.join(projectRoot, name), path.join(folder, name))
  }
  await buildNpmPackages({ out: miniprogram })
  return miniprogram
}

/** The files below a folder, as paths with slashes from there on, in order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort()
}
