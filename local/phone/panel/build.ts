/** Bundles the panel and the look inside into files that the server sends as they are. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

const pages = ['index.html', 'inside/index.html']

/** Writes the panel, and the look inside in a folder of its own, each as a page, a script and a style sheet. */
export async function buildPanel(outFolder: string): Promise<void> {
  await fs.mkdir(path.join(outFolder, 'inside'), { recursive: true })
  await Promise.all([
    build({
      entryPoints: [
        { in: path.join(__dirname, 'main.ts'), out: 'panel' },
        { in: path.join(__dirname, 'panel.css'), out: 'panel' },
        { in: path.join(__dirname, 'inside/main.ts'), out: 'inside/inside' },
        { in: path.join(__dirname, 'inside/inside.css'), out: 'inside/inside' },
      ],
      outdir: outFolder,
      bundle: true,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      minify: true,
      logLevel: 'silent',
    }),
    ...pages.map((page) => fs.copyFile(path.join(__dirname, page), path.join(outFolder, page))),
  ])
}
