/** Every page on which something is typed is walked through with a bad network, or says why it need not be. */
import fs from 'node:fs'
import path from 'node:path'
import { exceptions, forms } from '../support/forms'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

interface Config {
  readonly usingComponents?: Readonly<Record<string, string>>
}

/** Its field narrows down what it offers. */
const onlyOffers = 'components/choice-sheet/choice-sheet'

const textOf = (file: string) => fs.readFileSync(path.join(miniprogram, file), 'utf8')

/** The components of ours that a page or a component uses. */
function usedBy(unit: string): readonly string[] {
  const { usingComponents = {} } = JSON.parse(textOf(`${unit}.json`)) as Config
  return Object.values(usingComponents)
    .filter((address) => !address.startsWith('@'))
    .map((address) =>
      path.posix.normalize(
        address.startsWith('/') ? address.slice(1) : path.posix.join(path.posix.dirname(unit), address),
      ),
    )
}

/** Whether something can be typed on it. */
const isTypedOn = (unit: string): boolean =>
  unit !== onlyOffers && (/<(input|textarea)\b/.test(textOf(`${unit}.wxml`)) || usedBy(unit).some(isTypedOn))

const { pages, subPackages } = JSON.parse(textOf('app.json')) as {
  readonly pages: readonly string[]
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[]
}
const all = [...pages, ...subPackages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))]

test('every page on which something is typed is on the list of forms, or excepted with a reason', () => {
  const walked = forms.map(({ page }) => page.split('?')[0] ?? '')
  const listed = [...new Set([...walked, ...Object.keys(exceptions)])]
  expect(listed.sort()).toEqual(all.filter(isTypedOn).sort())
})

test('no page is both', () => {
  expect(forms.filter(({ page }) => (page.split('?')[0] ?? '') in exceptions)).toEqual([])
})
