/** All built-in components of the phone. */

import type { Definition } from './builtin'
import { button } from './button'
import { checkbox, checkboxGroup, form, radio, radioGroup, slider, switchControl } from './form'
import { coverView, label, navigationBar, navigator, pageMeta, rootPortal, text, view } from './layout'
import { canvas, coverImage, icon, image, progress, richText, video } from './media'
import { picker, pickerView, pickerViewColumn } from './picker'
import { scrollView, swiper, swiperItem } from './scrolling'
import { input, textarea } from './text-field'

export const builtins: Definition[] = [
  view,
  text,
  label,
  form,
  navigator,
  button,
  rootPortal,
  coverView,
  coverImage,
  scrollView,
  swiper,
  swiperItem,
  image,
  icon,
  progress,
  richText,
  canvas,
  video,
  input,
  textarea,
  picker,
  pickerView,
  pickerViewColumn,
  slider,
  switchControl,
  checkbox,
  checkboxGroup,
  radio,
  radioGroup,
  pageMeta,
  navigationBar,
]
