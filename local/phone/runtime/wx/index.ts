/** The object `wx`: what it has works; what it has not is refused by name. */

import type { GeneralComponent } from 'glass-easel'
import { catalogue } from '../../catalogue'
import { navigation } from '../navigation'
import { createAnimation } from './animation'
import { cloudApi } from './cloud'
import { documentsApi, userDataPath } from './documents'
import { identityApi } from './identity'
import { loud } from './loud'
import { mediaApi } from './media'
import { navigationApi } from './navigation'
import { NodeQuery } from './node-query'
import { paymentApi } from './payment'
import { privacyApi } from './privacy'
import { requestApi } from './request'
import { scanApi } from './scan'
import { shareApi } from './share'
import { storageApi } from './storage'
import { systemApi } from './system'
import { uiApi } from './ui'
import { ViewportWatch } from './viewport-watch'

const members: Record<string, unknown> = {
  ...navigationApi,
  ...uiApi,
  ...storageApi,
  ...systemApi,
  ...cloudApi,
  ...paymentApi,
  ...scanApi,
  ...identityApi,
  ...privacyApi,
  ...shareApi,
  ...mediaApi,
  ...documentsApi,
  ...requestApi,
  ...documentsApi,
  createAnimation,
  createSelectorQuery: () => new NodeQuery(),
  createIntersectionObserver: (caller?: { _$: GeneralComponent }, options?: object) => {
    const component = caller?._$ ?? navigation.current()?.component
    if (!component) throw new Error('createIntersectionObserver: no page is open')
    return new ViewportWatch(component, options)
  },
  canIUse,
  env: { USER_DATA_PATH: userDataPath },
}

/** `getWindowInfo`, `cloud.callFunction`, `button.open-type.share`: true only where this phone has it. */
function canIUse(schema: string): boolean {
  const [first = '', second, third] = schema.split('.')
  const component = catalogue[first]
  if (component) return !second || !third || (component.values?.[second]?.includes(third) ?? true)
  if (first === 'cloud' && second) return second in (members.cloud as object)
  return first in members
}

export const wx = loud('wx', members)
