/** How heavy the mini-program's packages are, as WeChat's own compiler counts them. */
import { compileProject } from '../wechat/compiler'
import { mainPackage } from '../wechat/links'
import { packageSizes } from '../wechat/sizes'
import { inTemporaryFolder } from '../wechat/temporary-folder'
import type { Figure } from './figure'

export async function* run(): AsyncGenerator<Figure> {
  const onFetch = () => console.error('Fetching WeChat’s project compiler; this happens once …')
  const sizes = packageSizes(await inTemporaryFolder((folder) => compileProject(folder, onFetch)))
  const main = sizes.filter(({ name }) => name === mainPackage)
  const subPackages = sizes.filter(({ name }) => name !== mainPackage)
  yield { name: 'package.main.bytes', value: largest(main), unit: 'bytes', n: main.length }
  yield {
    name: 'package.largestSub.bytes',
    value: largest(subPackages),
    unit: 'bytes',
    n: subPackages.length,
  }
}

const largest = (sizes: readonly { readonly bytes: number }[]): number =>
  Math.max(0, ...sizes.map(({ bytes }) => bytes))
