import fs from 'node:fs'
import path from 'node:path'
import { withoutRemoteFont } from '../../../local/build/icon-font'

const remote = '@font-face{font-family:vant-icon;src:url(//cdn.example/font.woff2) format("woff2")}'
const styles = `.van-icon-arrow:before{content:"\\e660"}.van-icon-cross:before{content:"\\e6a7"}${remote}.van-icon{color:red}`
const published = fs.readFileSync(
  path.resolve(__dirname, '../../../node_modules/@vant/icons/src/encode-woff2.less'),
  'utf8',
)
const woff2 = 'd09GMg'

const fontIn = (wxss: string) => /url\("data:font\/woff2;base64,([^"]+)"\)/.exec(wxss)?.[1] ?? ''

describe('withoutRemoteFont', () => {
  test('embeds the glyphs in use, and keeps their rules alone', async () => {
    const wxss = await withoutRemoteFont(styles, (glyph) => glyph === 'arrow', published)
    expect(wxss.replace(fontIn(wxss), '…')).toBe(
      '.van-icon-arrow:before{content:"\\e660"}' +
        '@font-face{font-family:vant-icon;font-weight:400;src:url("data:font/woff2;base64,…") format("woff2")}' +
        '.van-icon{color:red}',
    )
    expect(fontIn(wxss).slice(0, woff2.length)).toBe(woff2)
    expect(fontIn(wxss).length).toBeLessThan(published.length / 20)
  })

  test('has an outline more for each glyph more', async () => {
    const one = await withoutRemoteFont(styles, (glyph) => glyph === 'arrow', published)
    const two = await withoutRemoteFont(styles, () => true, published)
    expect(fontIn(two).length).toBeGreaterThan(fontIn(one).length)
  })

  test('brings no font where no glyph is used', async () => {
    expect(await withoutRemoteFont(styles, () => false, published)).toBe('.van-icon{color:red}')
  })

  test('says so when vant or its icons are made otherwise one day', async () => {
    await expect(withoutRemoteFont('.van-icon{}', () => true, published)).rejects.toThrow(
      /no @font-face any more/,
    )
    await expect(withoutRemoteFont(styles, () => true, '')).rejects.toThrow(/no longer contains its font/)
  })
})
