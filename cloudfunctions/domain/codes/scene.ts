/** The scene that a code carries, and the page on which it lands. */
import { keyedHash } from '../../platform/ids'

/** Where a scanned code lands; it forwards to what the code opens. */
export const entryPage = 'pages/enter/enter'

/** 96 bits, and the same for the same draft; only who knows the installation's key could find another's. */
export const sceneFor = (personId: string, draftKey: string): string =>
  keyedHash('scene', `${personId}|${draftKey}`).slice(0, 24)
