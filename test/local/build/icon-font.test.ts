import { withoutRemoteFont } from '../../../local/build/icon-font'

const remote = '@font-face{font-family:vant-icon;src:url(//cdn.example/font.woff2) format("woff2")}'
const styles = `.van-icon-arrow:before{content:"a"}.van-icon-cross:before{content:"b"}${remote}.van-icon{color:red}`
const embedded = `@font-face { src: url('data:font/woff2;charset=utf-8;base64,d09GMg') }`

describe('withoutRemoteFont', () => {
  test('embeds the font and keeps the glyphs in use', () => {
    expect(withoutRemoteFont(styles, (glyph) => glyph === 'arrow', embedded)).toBe(
      '.van-icon-arrow:before{content:"a"}' +
        '@font-face{font-family:vant-icon;font-weight:400;src:url("data:font/woff2;charset=utf-8;base64,d09GMg") format("woff2")}' +
        '.van-icon{color:red}',
    )
  })

  test('brings no font where no glyph is used', () => {
    expect(withoutRemoteFont(styles, () => false, embedded)).toBe('.van-icon{color:red}')
  })

  test('says so when vant or its icons are made otherwise one day', () => {
    expect(() => withoutRemoteFont('.van-icon{}', () => true, embedded)).toThrow(/no @font-face any more/)
    expect(() => withoutRemoteFont(styles, () => true, '')).toThrow(/no longer contains its font/)
  })
})
