/** Bundles the panel into three files that the server sends as they are. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

/** Writes index.html, panel.js and panel.css to `outFolder`. */
export async function buildPanel(outFolder: string): Promise<void> {
  await fs.mkdir(outFolder, { recursive: true })
  await Promise.all([
    build({
      entryPoints: [
        { in: path.join(__dirname, 'main.ts'), out: 'panel' },
        { in: path.join(__dirname, 'panel.css'), out: 'panel' },
      ],
      outdir: outFolder,
      bundle: true,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      minify: true,
      logLevel: 'silent',
    }),
    fs.copyFile(path.join(__dirname, 'index.html'), path.join(outFolder, 'index.html')),
  ])
}
