import type { Block } from '../../../miniprogram/contract/event-content'
import { blocksOfText, textOfBlocks } from '../../../miniprogram/utils/block-text'

const blocks: Block[] = [
  { kind: 'text', text: '第一行\n第二行' },
  { kind: 'heading', text: '交通' },
  { kind: 'list', items: ['地铁', '公交'] },
  { kind: 'picture', fileId: 'cloud://env.bucket/events/p1/a.jpg', caption: '校门' },
  { kind: 'link', title: '地图', address: 'https://map.example.edu/gate' },
]

it('a text is typed in one field and comes back as it was', () => {
  expect(blocksOfText(textOfBlocks(blocks))).toEqual(blocks)
})

it('a line of another kind begins a block of its own, also without a blank line', () => {
  expect(blocksOfText('正文\n# 小标题\n- 一\n- 二\n正文')).toEqual([
    { kind: 'text', text: '正文' },
    { kind: 'heading', text: '小标题' },
    { kind: 'list', items: ['一', '二'] },
    { kind: 'text', text: '正文' },
  ])
})
