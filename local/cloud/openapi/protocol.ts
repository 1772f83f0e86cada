/** The protobuf envelope that open API calls travel in; field numbers as in wx-server-sdk's src/protobuf/openapi. */
import protobuf from 'protobufjs'

const { root } = protobuf.parse(`
  syntax = "proto2";
  message KeyValuePair { optional string key = 1; optional bytes value = 2; optional string contenttype = 3; optional string filename = 4; }
  message OpenApiData { repeated KeyValuePair pairs = 1; }
  message SvrkitApiData { optional string api_name = 1; optional bytes req_data = 2; }
  message CommApiData { optional int32 api_type = 1; optional OpenApiData openapi_data = 2; optional SvrkitApiData svrkit_data = 4; }
  message CommOpenApiResp { optional bytes resp_data = 1; optional string content_type = 2; optional int32 error_code = 3; optional uint32 http_code = 4; optional int32 svrkit_error_code = 6; }
  message ApiGetOpenDataByCloudIdReq { repeated string cloudid_list = 2; }
  message OpDataItem { optional string cloud_id = 1; optional string json = 2; }
  message ApiGetOpenDataByCloudIdResp { repeated OpDataItem data_list = 1; }
`)

interface KeyValuePair {
  readonly key: string
  readonly value: Uint8Array
  readonly contenttype?: string
}

/** The SDK's calls by name are of this type; the others (getOpenData) have their own messages. */
const openApiType = 0

/** The parameters of a call: JSON values in snake_case. Undefined for a call of another type. */
export function readCall(body: Buffer): Record<string, unknown> | undefined {
  const type = root.lookupType('CommApiData')
  const { apiType, openapiData } = type.toObject(type.decode(body)) as {
    apiType?: number
    openapiData?: { pairs?: KeyValuePair[] }
  }
  if ((apiType ?? openApiType) !== openApiType) return undefined
  return Object.fromEntries(
    (openapiData?.pairs ?? []).map(({ key, value, contenttype }) => [
      key,
      contenttype ? value : JSON.parse(Buffer.from(value).toString()),
    ]),
  )
}

function respond(fields: Record<string, unknown>): Buffer {
  const type = root.lookupType('CommOpenApiResp')
  return Buffer.from(type.encode(type.create(fields)).finish())
}

export const respondJson = (value: object): Buffer =>
  respond({ respData: Buffer.from(JSON.stringify(value)), contentType: 'application/json', httpCode: 200 })

export const respondBytes = (bytes: Buffer, contentType: string): Buffer =>
  respond({ respData: bytes, contentType, httpCode: 200 })

/** An error of the gateway itself, before any API is reached. */
export const respondError = (errorCode: number): Buffer => respond({ errorCode })

/** The cloudIDs that getOpenData asks for; it travels in an envelope of its own. Undefined for any other call. */
export function readCloudIds(body: Buffer): string[] | undefined {
  const call = root.lookupType('CommApiData')
  const { svrkitData } = call.toObject(call.decode(body)) as {
    svrkitData?: { apiName?: string; reqData?: Uint8Array }
  }
  if (svrkitData?.apiName !== openDataApi) return undefined
  const request = root.lookupType('ApiGetOpenDataByCloudIdReq')
  const { cloudidList } = request.toObject(request.decode(svrkitData.reqData ?? new Uint8Array())) as {
    cloudidList?: string[]
  }
  return cloudidList ?? []
}

export const openDataApi = 'ApiGetOpenDataByCloudId'

/** One answer for each cloudID, in their order. */
export function respondOpenData(answers: readonly { readonly cloudID: string }[]): Buffer {
  const type = root.lookupType('ApiGetOpenDataByCloudIdResp')
  const dataList = answers.map((answer) => ({ cloudId: answer.cloudID, json: JSON.stringify(answer) }))
  return respond({ respData: type.encode(type.create({ dataList })).finish(), svrkitErrorCode: 0 })
}
