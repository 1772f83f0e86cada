/**
 * The phone: a mini-program, compiled and shown in an ordinary browser.
 *
 * | What                          | As WeChat does it                                              | Not as WeChat does it                                            |
 * | ----------------------------- | -------------------------------------------------------------- | ---------------------------------------------------------------- |
 * | Components                    | glass-easel, WeChat's own open framework: setData, observers,  | phones run exparser by default; component tests cover that one   |
 * |                               | behaviors, relations, slots, external classes, generics        |                                                                  |
 * | WXML, WXS                     | compiled by WeChat's own compiler; imports, includes, model:   | WXS event responders                                             |
 * | WXSS                          | rpx, isolation (isolated, apply-shared, shared), safe areas    | page-isolated and its kin; fonts are the machine's               |
 * | Built-in components           | those of catalogue.ts                                          | every other tag is a compile error                               |
 * | vant                          | unmodified, from node_modules, with its icons offline          | van-circle needs type="2d"; pictures from its CDN stay blank     |
 * | Scripts                       | a page's, and its components', run when it is first opened     | so too without lazyCodeLoading in app.json                       |
 * | Lifecycles                    | app, page, component and page lifetimes; EventChannel; tabs    | no transition between pages                                      |
 * | wx                            | what runtime/wx/ has, with callbacks or promises               | every other call throws its name and shows it in red             |
 * | wx.cloud                      | callFunction; uploadFile, getTempFileURL, and images by fileID | downloadFile, deleteFile and database are refused by name        |
 * | Payment, scanner, consent     | WeChat's sheets; the scanner reads the other phone's screen    | the till offers its own faults to rehearse                       |
 * | Files of its own              | written or fetched, opened, sent to a chat                     | gone with the page; nothing else of the file system              |
 * | Region picker                 | provinces and cities                                           | no districts, no codes                                           |
 * | Network, storage, clock       | good, slow, offline, losing replies; 1 MB and 10 MB; the       | getNetworkType knows wifi, 2g and none                           |
 * |                               | world's clock, so that countdowns follow it                    |                                                                  |
 * | Errors                        | App.onError, onUnhandledRejection                              | shown in red on the phone and kept in window.phone.errors        |
 * | Keyboard, ringing, maps       | nothing: a sentence says what a phone would do                 |                                                                  |
 */
export { type CompileOptions, type CompileResult, compilePhone } from './compiler/compile'
export { CompileError } from './compiler/errors'
export type { PhoneControl } from './runtime/control'
