/** The environment that the platform gives to one invocation; getWXContext and the SDK read who calls from it. */

export interface Identity {
  readonly openid?: string
  /** 'wx_client' (a phone), 'wx_trigger' (the clock), 'wx_http' (HTTP access), or a chain such as 'wx_client,scf'. */
  readonly source?: string
}

/** An identity whose source is known. */
export type Caller = Identity & { readonly source: string }

/** What stays the same for all invocations of one cloud. */
export interface Platform {
  readonly adminUrl: string
  readonly appid: string
  readonly env: string
}

/**
 * @param token identifies the invocation: the SDK repeats it in the body of every request it makes
 */
export function environmentOf(platform: Platform, caller: Caller, token: string): Record<string, string> {
  const known: Record<string, string> = { WX_APPID: platform.appid, WX_API_TOKEN: token }
  if (caller.openid !== undefined) known.WX_OPENID = caller.openid
  return {
    ...known,
    WX_CONTEXT_KEYS: Object.keys(known).join(','),
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: platform.adminUrl }),
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    TCB_ENV: platform.env,
    TCB_SOURCE: caller.source,
    SCF_NAMESPACE: platform.env,
    // The SDK signs with these and the signature is not looked at; without them it refuses to start.
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    // Skips a probe for the cloud's metadata service, some 3 ms before every request.
    TENCENTCLOUD: 'true',
    // Its warning timers for slow requests outlive the requests.
    SILENCE: 'true',
  }
}
