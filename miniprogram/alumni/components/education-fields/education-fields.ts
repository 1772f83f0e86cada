/**
 * The fields of one of a person's studies here.
 *
 * Properties: path – of these studies in the form, such as educations.0; education; studentNumber – the last four of the
 * student number, asked with the first studies alone; colleges, years – to choose from; problems – sentences by path;
 * heading – absent where there is only one; removable.
 * Events: change – { path, value }; open – { path } of a field to be chosen; remove.
 */
import { degreeChoices, emptyEducation, labelIn } from '../../utils/profile-form'

Component({
  options: { addGlobalClass: true },
  properties: {
    path: String,
    heading: String,
    education: { type: Object, value: emptyEducation },
    studentNumber: { type: String, value: '' },
    asksNumber: Boolean,
    colleges: { type: Array, value: [] as { value: string; label: string }[] },
    years: { type: Array, value: [] as { value: string; label: string }[] },
    problems: { type: Object, value: {} as Record<string, string> },
    removable: Boolean,
  },
  data: { labels: { collegeId: '', entryYear: '', degree: '' } },
  observers: {
    'education, colleges, years'() {
      const { education, colleges, years } = this.data
      this.setData({
        labels: {
          collegeId: labelIn(colleges, education.collegeId),
          entryYear: labelIn(years, education.entryYear),
          degree: labelIn(degreeChoices, education.degree),
        },
      })
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.triggerEvent('change', {
        path: event.currentTarget.dataset.path,
        value: event.detail.value,
      })
    },
    onOpen(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('open', { path: event.currentTarget.dataset.path })
    },
    onRemove() {
      this.triggerEvent('remove')
    },
  },
})
