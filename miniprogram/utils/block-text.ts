/** The blocks of a text as an editor types them in one field: `# ` begins a heading, `- ` a line of a list. */
import type { Block } from '../contract/event-content'

const link = /^\[(.+)\]\((https:\/\/\S+)\)$/
const picture = /^!\[(.*)\]\((cloud:\/\/\S+)\)$/

function textOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'heading':
      return `# ${block.text}`
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n')
    case 'link':
      return `[${block.title}](${block.address})`
    case 'picture':
      return `![${block.caption}](${block.fileId})`
  }
}

export const textOfBlocks = (blocks: readonly Block[]): string => blocks.map(textOf).join('\n\n')

/** Blank lines part blocks; so does a line that begins one of another kind. */
export function blocksOfText(text: string): Block[] {
  const blocks: Block[] = []
  let continues = false
  for (const line of text.split('\n').map((one) => one.trim())) {
    const last = blocks[blocks.length - 1]
    const [, title = '', address = ''] = link.exec(line) ?? []
    const [, caption = '', fileId = ''] = picture.exec(line) ?? []
    const item = line.startsWith('- ') ? line.slice(2).trim() : ''
    if (line === '') continues = false
    else if (fileId !== '') blocks.push({ kind: 'picture', fileId, caption })
    else if (address !== '') blocks.push({ kind: 'link', title, address })
    else if (line.startsWith('# ')) blocks.push({ kind: 'heading', text: line.slice(2).trim() })
    else if (item !== '' && last?.kind === 'list' && continues) last.items.push(item)
    else if (item !== '') blocks.push({ kind: 'list', items: [item] })
    else if (last?.kind === 'text' && continues) last.text += `\n${line}`
    else blocks.push({ kind: 'text', text: line })
    continues = line !== ''
  }
  return blocks
}
