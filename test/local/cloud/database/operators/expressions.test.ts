import {
  arithmeticCases,
  arrayCases,
  dateCases,
  expressionDocument,
  logicCases,
  objectAndSetCases,
  textCases,
} from './expression-cases'
import { type Case, type OperatorWire, startWire } from './wire'

let wire: OperatorWire

beforeAll(async () => {
  wire = await startWire()
})
afterAll(() => wire.close())

const families: [string, readonly Case[]][] = [
  ['arithmetic', arithmeticCases],
  ['lists', arrayCases],
  ['logic and comparison', logicCases],
  ['dates', dateCases],
  ['texts', textCases],
  ['objects, sets and statistics', objectAndSetCases],
]

describe.each(families)('%s in expressions', (_family, cases) => {
  test.each(cases)('%s (%#)', async (_method, build, expected) => {
    expect(await wire.valueOf(expressionDocument, build)).toEqual(expected)
  })
})

describe('what MongoDB refuses in an expression is refused in its words', () => {
  test.each<Case>([
    ['divide', ({ $ }) => $.divide([1, 0]), "can't $divide by zero"],
    ['add', ({ $ }) => $.add(['$text', 1]), '$add only supports numeric or date types, not string'],
    ['subtract', ({ $ }) => $.subtract(['$text', 1]), 'cant $subtract a int from a string'],
    ['ln', ({ $ }) => $.ln(0), "$ln's argument must be a positive number, but is 0"],
    ['concat', ({ $ }) => $.concat(['$text', 1]), '$concat only supports strings, not int'],
    [
      'size',
      ({ $ }) => $.size('$absent'),
      'The argument to $size must be an array, but was of type: missing',
    ],
    ['strLenCP', ({ $ }) => $.strLenCP('$absent'), '$strLenCP requires a string argument, found: missing'],
    [
      'substrBytes',
      ({ $ }) => $.substrBytes(['$chinese', 1, 2]),
      'starting index is a UTF-8 continuation byte',
    ],
    [
      'switch',
      // biome-ignore lint/suspicious/noThenProperty: MongoDB calls it so
      ({ $ }) => $.switch({ branches: [{ case: false, then: 1 }] }),
      'could not find a matching branch',
    ],
    ['year', ({ $ }) => $.year('$text'), "can't convert from BSON type string to Date"],
    [
      'year',
      ({ $ }) => $.year({ date: '$at', timezone: 'Mars' }),
      'unrecognized time zone identifier: "Mars"',
    ],
    [
      'dateToString',
      ({ $ }) => $.dateToString({ date: '$at', format: '%q' }),
      "Invalid format character '%q'",
    ],
    ['gt', ({ $ }) => $.gt([1]), 'Expression $gt takes exactly 2 arguments. 1 were passed in.'],
    ['let', ({ $ }) => $.let({ vars: {}, in: '$$gone' }), 'Use of undefined variable: gone'],
    ['meta', ({ $ }) => $.meta('textScore'), '$meta'],
  ])('%s (%#)', async (_method, build, words) => {
    await expect(wire.valueOf(expressionDocument, build)).rejects.toMatchObject({
      errMsg: expect.stringContaining(String(words)),
    })
  })
})

describe('what the SDK has no method for can be written out', () => {
  test.each<Case>([
    ['$toString', () => ({ $toString: '$half' }), '7.5'],
    ['$toInt', () => ({ $toInt: '12' }), 12],
    ['$toDate', () => ({ $toDate: 0 }), '1970-01-01T00:00:00.000Z'],
    ['$convert', () => ({ $convert: { input: 'x', to: 'int', onError: -1 } }), -1],
    ['$type', () => ({ $type: '$absent' }), 'missing'],
    ['$trim', () => ({ $trim: { input: '  a ' } }), 'a'],
    ['$round', () => ({ $round: [2.5] }), 2],
    [
      '$dateToParts',
      () => ({ $dateToParts: { date: '$sunday', iso8601: true } }),
      expect.objectContaining({ isoWeek: 1 }),
    ],
  ])('%s (%#)', async (_method, build, expected) => {
    expect(await wire.valueOf(expressionDocument, build)).toEqual(expected)
  })
})
