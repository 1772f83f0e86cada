/**
 * Where something stands on its way, such as 提交 → 审核 → 通过; upright it is a timeline with a note to each step.
 *
 * Properties: steps – [{ title, note? }]; current – index of the step under way, steps.length when all is done;
 * refused – the current step ended badly; upright.
 */
export interface Step {
  readonly title: string
  readonly note?: string
}

interface ShownStep extends Step {
  readonly status: 'done' | 'current' | 'refused' | 'ahead'
  /** For those who listen instead of looking. */
  readonly said: string
}

const spoken = { done: '已完成', current: '进行中', refused: '未通过', ahead: '未开始' } as const

function shown(steps: readonly Step[], current: number, refused: boolean): ShownStep[] {
  return steps.map((step, index) => {
    const status = index < current ? 'done' : index > current ? 'ahead' : refused ? 'refused' : 'current'
    return { ...step, status, said: `${step.title}，${spoken[status]}` }
  })
}

Component({
  properties: {
    steps: { type: Array, value: [] as Step[] },
    current: Number,
    refused: Boolean,
    upright: Boolean,
  },
  data: { shown: [] as ShownStep[] },
  observers: {
    'steps, current, refused'(steps: readonly Step[], current: number, refused: boolean) {
      this.setData({ shown: shown(steps, current, refused) })
    },
  },
})
