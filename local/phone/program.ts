/** What the compiler hands to the runtime: one mini-program, ready to run. */

export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window?: WindowConfig
  tabBar?: {
    color?: string
    selectedColor?: string
    backgroundColor?: string
    borderStyle?: 'black' | 'white'
    list: TabItem[]
  }
}

/** One page or component. Paths have no extension and no leading slash; npm components live below `npm:`. */
export interface UnitConfig extends WindowConfig {
  isPage: boolean
  usingComponents: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  componentPlaceholder?: Record<string, string>
  styleIsolation?: StyleIsolation
  /** The functions that its WXML binds by name, with the line of each; of npm components none. */
  handlers?: Record<string, number>
  /** The prefix of its classes; pages have none. */
  scope?: string
}

export const styleIsolations = ['isolated', 'apply-shared', 'shared'] as const
export type StyleIsolation = (typeof styleIsolations)[number]

// biome-ignore lint/suspicious/noExplicitAny: the template compiler's own calling convention, opaque to both sides
export type Templates = Record<string, any>
export type SetProperty = (element: unknown, name: string, value: unknown, ...rest: unknown[]) => void

export interface Program {
  config: AppConfig
  units: Record<string, UnitConfig>
  /** Runs the script of each unit, and app.ts under the name "app". */
  scripts: Record<string, () => void>
  /** All templates; `wrap` decides how a property of an element is set. */
  templates(wrap: (renderer: { r: SetProperty }) => SetProperty): Templates
}
