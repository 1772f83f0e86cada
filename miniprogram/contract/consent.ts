/** What people agree to when they register. The words are the version's: other words are another version. */

/** Kept with each person, beside the time at which they agreed. */
export const consentVersion = '2026-11-20'

export interface ConsentSection {
  readonly heading: string
  readonly words: string
}

/** The whole text, as it is shown before somebody agrees. */
export const consentSections: readonly ConsentSection[] = [
  {
    heading: '我们收集什么',
    words:
      '您的姓名、身份和在校经历，用于确认您与学校的关系。手机号、所在城市、从事行业、工作单位和头像由您自愿填写，不填不影响登记。我们不收集身份证号、出生日期和位置信息。',
  },
  {
    heading: '用来做什么',
    words:
      '与学校名册核对校友身份；组织校友活动；与您联系；办理您发起的报名和捐赠。不用于其他目的，不向校外提供。',
  },
  {
    heading: '谁能看到',
    words:
      '您的信息默认不向其他校友公开，公开哪一项、对谁公开，由您自己决定。负责审核的老师能看到您的登记信息，但只能看到手机号的后四位。报名活动时，主办方和签到人员能看到您的姓名。头像只有您自己能看到。',
  },
  {
    heading: '怎样保存',
    words:
      '信息保存在微信云开发的服务器上，手机号加密存放。您不再使用并申请删除后，我们会删除或匿名处理；捐赠账目依法保留，但不再带有您的姓名。',
  },
  {
    heading: '您的权利',
    words:
      '您可以随时在小程序中查看和更正自己的信息，也可以要求导出、删除，或撤回本同意。撤回不影响此前已经完成的报名和捐赠。',
  },
  {
    heading: '未满十四周岁',
    words: '我们不为未满十四周岁的人办理登记。请由监护人与学校校友会联系。',
  },
]
