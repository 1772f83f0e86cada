/** How long the preview's compiler takes with the whole mini-program after one page was changed. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { compilePhone } from '../../local/phone'
import { inTemporaryFolder } from '../wechat/temporary-folder'
import type { Figure } from './figure'
import { quantile } from './statistics'

const runs = 7
const miniprogram = path.resolve(__dirname, '../../miniprogram')
const page = 'pages/home/home.wxml'

export async function* run(): AsyncGenerator<Figure> {
  const milliseconds = await inTemporaryFolder(async (folder) => {
    // It lies in a project of its own, with the libraries of this one.
    const root = path.join(folder, 'miniprogram')
    await fs.cp(miniprogram, root, { recursive: true })
    await fs.symlink(path.resolve(miniprogram, '../node_modules'), path.join(folder, 'node_modules'))
    const options = { root, outFolder: path.join(folder, 'out') }
    await compilePhone(options)
    const measured: number[] = []
    for (let run = 0; run < runs; run++) {
      await fs.appendFile(path.join(root, page), `<view>${run}</view>\n`)
      measured.push((await compilePhone(options)).ms)
    }
    return measured
  })
  yield {
    name: 'preview.recompile.milliseconds',
    value: quantile(milliseconds, 0.5),
    unit: 'milliseconds',
    n: runs,
  }
}
