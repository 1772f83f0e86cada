/** What wx-server-sdk must find in its environment outside a function. */

/** @param url of the cloud; nothing needs to listen there while the SDK is only loaded */
export const cloudEnvironment = (url: string): Record<string, string> => ({
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
  TENCENTCLOUD_SECRETID: 'local',
  TENCENTCLOUD_SECRETKEY: 'local',
  TENCENTCLOUD: 'true',
  SCF_NAMESPACE: 'local',
  SILENCE: 'true',
})
