/** Which part of the house may know of which: an arrow that is not meant to be fails the check. */
const own = '^(miniprogram|cloudfunctions|local|test)/'

const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: own, pathNot: to },
})

/** The subpackages. */
const packages = '(?:alumni|events|giving|stories|staff|staff-events|staff-giving|staff-stories|staff-office)'

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    never(
      'no-circles',
      'Two modules that need each other are one module; knowing the other by its types alone is fine.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    only(
      'contract-stands-alone',
      'The shared language depends on nobody, so that phone and cloud can both speak it.',
      '^miniprogram/contract/',
      '^miniprogram/contract/',
    ),
    never(
      'contract-needs-valibot-only',
      'What the contract imports, every phone downloads.',
      { path: '^miniprogram/contract/' },
      { path: 'node_modules/', pathNot: 'node_modules/valibot/' },
    ),
    only(
      'components-present',
      'A component gets properties and gives events; it never calls a service.',
      `^miniprogram/(${packages}/)?components/`,
      `^miniprogram/(components|contract|utils|miniprogram_npm|${packages}/(components|utils))/`,
    ),
    only(
      'pages-stay-on-the-phone',
      'A page knows components, services, stores, contract and utils, and its own folder.',
      `^miniprogram/(pages|${packages})/`,
      `^miniprogram/(pages|${packages}|components|services|stores|contract|utils|miniprogram_npm)/`,
    ),
    never(
      'packages-do-not-share-code',
      'A phone may have one package without the other: what two of them share lies in the main package.',
      { path: `^miniprogram/(${packages})/` },
      { path: `^miniprogram/(${packages})/`, pathNot: '^miniprogram/$1/' },
    ),
    never(
      'pages-do-not-share-code',
      'What two pages share belongs to components, services or utils, of their package or of all.',
      { path: `^miniprogram/((?:pages|${packages})/(?!components|services|utils)[^/]+)/` },
      {
        path: `^miniprogram/(pages|${packages})/`,
        pathNot: ['^miniprogram/$1/', `^miniprogram/(${packages})/(components|services|utils)/`],
      },
    ),
    never(
      'main-package-stands-alone',
      'What every phone has first must not need what comes later.',
      { path: '^miniprogram/(pages|components|services|stores|contract|utils)/' },
      { path: `^miniprogram/(${packages})/` },
    ),
    only(
      'services-know-no-pages',
      'A service serves every page alike.',
      `^miniprogram/(${packages}/)?(services|stores|utils)/`,
      `^miniprogram/(services|stores|utils|contract|miniprogram_npm|${packages}/(services|utils))/`,
    ),
    only(
      'phone-code-is-deployed-alone',
      'Nothing that runs on a phone may need what does not.',
      '^miniprogram/',
      '^miniprogram/',
    ),
    only(
      'rules-are-pure',
      'A rule is told records, input and time; it asks nobody. Other rules, and types of records and of the port, are all it may know.',
      '^cloudfunctions/domain/.*/rules\\.ts$',
      '^(miniprogram/contract/|cloudfunctions/domain/.*/(rules|records|seats|seat-changes|seat-entries)\\.ts$|cloudfunctions/platform/(wechat-pay/port|campus-time|daytime|spelling)\\.ts$)',
    ),
    only(
      'records-know-the-cloud-only',
      'Records are read and written, nothing is decided.',
      '^cloudfunctions/domain/.*/(records|seats|seat-changes|seat-entries)\\.ts$',
      '^(miniprogram/contract/|cloudfunctions/platform/|cloudfunctions/domain/.*/(rules|records|seats|seat-changes|seat-entries)\\.ts$)',
    ),
    only(
      'domain-stays-in-the-house',
      'A domain uses domains, platform and contract.',
      '^cloudfunctions/domain/',
      '^(miniprogram/contract/|cloudfunctions/(domain|platform)/)',
    ),
    only(
      'platform-knows-no-domain',
      'The platform carries the domains and must not lean on them.',
      '^cloudfunctions/platform/',
      '^(miniprogram/contract/|cloudfunctions/platform/)',
    ),
    only(
      'functions-are-thin',
      'A deployed function only puts domain and platform together.',
      '^cloudfunctions/(api|media-checked|payment-notify|timer)/',
      '^(miniprogram/contract/|cloudfunctions/(domain|platform)/)',
    ),
    never(
      'one-door-to-the-cloud',
      'wx-server-sdk has traps; one typed door knows them.',
      { path: own, pathNot: '^(cloudfunctions/platform/cloud\\.ts|test/)' },
      { path: 'node_modules/wx-server-sdk/' },
    ),
    never(
      'one-door-to-payments',
      'The payment client is known to its adapter alone.',
      { path: own, pathNot: '^(cloudfunctions/platform/wechat-pay/|test/)' },
      { path: 'node_modules/wechatpay-axios-plugin/' },
    ),
    never(
      'the-seed-writes-records-only',
      'The sample world uses the shapes of records, never the actions.',
      { path: '^local/' },
      {
        path: '^cloudfunctions/(api|media-checked|payment-notify|timer)/|^cloudfunctions/domain/.*/actions\\.ts$',
      },
    ),
    never(
      'nothing-needs-tests',
      'Tests know the house; the house does not know them.',
      { path: own, pathNot: '^test/' },
      { path: '^test/' },
    ),
    never('everything-resolves', 'An import that leads nowhere.', { path: own }, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|miniprogram_npm|\\.local)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default'],
    },
  },
}
