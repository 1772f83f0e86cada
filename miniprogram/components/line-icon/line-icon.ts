/**
 * A small line drawing that takes the size and colour of the text around it. Decoration: the words beside it carry
 * the meaning.
 *
 * Property: name – chevron-right · chevron-down · check · close · plus · minus · search · clock · place · person ·
 * people · warning · info · calendar · ticket · heart · phone · mail · share · edit · scan · lock · shield · bell ·
 * refresh · offline · document · laurel · ginkgo
 */
Component({
  properties: { name: String },
})
