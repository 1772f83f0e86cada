/** Lets glass-easel draw into this document: which element stands for which tag, and how styles are written. */
import { CurrentWindowBackendContext, type Element as TemplateElement } from 'glass-easel'
import { elementName } from '../catalogue'
import { phoneLengths } from '../lengths'

/** The part of a document that glass-easel uses. */
type DocumentPort = CurrentWindowBackendContext['document']

export class PhoneBackend extends CurrentWindowBackendContext {
  constructor() {
    super()
    this.document = {
      createElement: (tag) => {
        const element = document.createElement(elementName(tag))
        const setAttribute = element.setAttribute.bind(element)
        element.setAttribute = (name, value) =>
          setAttribute(name, name === 'style' ? phoneLengths(String(value)) : value)
        return element as unknown as ReturnType<DocumentPort['createElement']>
      },
      createTextNode: (text) =>
        document.createTextNode(text) as unknown as ReturnType<DocumentPort['createTextNode']>,
      createDocumentFragment: () =>
        document.createDocumentFragment() as unknown as ReturnType<DocumentPort['createDocumentFragment']>,
    }
  }

  /** gestures.ts brings all events; listening here too would bring them twice. */
  override setListenerStats(): void {}
}

/** The mini-program's element that a piece of the document belongs to. */
export function templateElementOf(target: EventTarget | null): TemplateElement | undefined {
  for (let node = target as (Node & { __wxElement?: TemplateElement }) | null; node; ) {
    if (node.__wxElement) return node.__wxElement
    node = node.parentNode
  }
  return undefined
}
