/**
 * Builds what browser tests open, and the functions behind it, once before them. Minified, because every test opens
 * a fresh page, and reading two megabytes of script is half of what a page costs.
 */
import path from 'node:path'
import { compilePhone } from '../../local/phone'
import { buildPanel } from '../../local/phone/panel/build'
import buildOnce from './build-functions'
import { built } from './built'

export default async function buildPhones(): Promise<void> {
  await Promise.all([
    buildOnce(),
    compilePhone({
      root: path.resolve(__dirname, '../../miniprogram'),
      outFolder: built.phone,
      minify: true,
    }),
    buildPanel(built.panel),
    compilePhone({
      root: path.resolve(__dirname, '../local/phone/fixture'),
      outFolder: built.fixturePhone,
      minify: true,
    }),
  ])
}
