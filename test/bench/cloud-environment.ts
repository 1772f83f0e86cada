/** What wx-server-sdk must find in its environment outside a function: the same as inside one, but for the caller. */
import { environmentOf } from '../../local/cloud/functions/identity'

/** @param url of the cloud; nothing needs to listen there while the SDK is only loaded */
export const cloudEnvironment = (url: string): Record<string, string> =>
  environmentOf({ adminUrl: `${url}/admin`, appid: 'local', env: 'local' }, { source: 'wx_client' }, '')
