/** The contact sheet: all pictures on one page, by place, with filters for phone and state. */
import type { Place } from '../../local/phone/server/world'

export interface Shot {
  /** Below the folder of the sheet. */
  readonly file: string
  readonly place: Place
  readonly title: string
  readonly phone: string
  readonly state: string
  readonly errors: readonly string[]
}

const asText = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** An HTML page that needs nothing but the pictures beside it. */
export function sheetOf(shots: readonly Shot[]): string {
  const places = [...new Set(shots.map(({ place }) => place))]
  const names = (of: 'phone' | 'state') => [...new Set(shots.map((shot) => shot[of]))]
  const boxes = (of: 'phone' | 'state') =>
    names(of)
      .map((name) => `<label><input type="checkbox" checked data-of="${of}" value="${name}">${name}</label>`)
      .join('')
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>校友之家 · 全部页面</title>
<style>
body{margin:24px;background:#f3ece2;color:#2a2320;font:14px/1.5 system-ui}
h2{margin:32px 0 8px;font-size:16px}h2 small{color:#7a6f67;font-weight:400}
nav{position:sticky;top:0;z-index:1;display:flex;gap:16px;padding:12px 0;background:#f3ece2}
.row{display:flex;gap:12px;overflow-x:auto;align-items:flex-start}
figure{flex:none;margin:0}figure img{width:260px;border:1px solid #d8ccbe;border-radius:12px;background:#fff}
figure[data-phone=wide] img{width:640px}figcaption{color:#7a6f67;font-size:12px}figcaption b{color:#b3261e}
</style>
<nav>${boxes('phone')} · ${boxes('state')}</nav>
${places.map((place) => rowOf(place, shots)).join('\n')}
<script>
for(const box of document.querySelectorAll('input'))box.onchange=()=>{for(const one of document.querySelectorAll('figure'))
one.hidden=[...document.querySelectorAll('input:not(:checked)')].some(({dataset,value})=>one.dataset[dataset.of]===value)}
</script></html>`
}

function rowOf(place: Place, shots: readonly Shot[]): string {
  const of = shots.filter((shot) => shot.place === place)
  const name = [of[0]?.title, place.note].filter(Boolean).join(' · ')
  return `<h2>${asText(name)} <small>${asText(place.persona)} ${asText(place.page)}</small></h2><div class="row">${of
    .map(
      ({ file, phone, state, errors }) =>
        `<figure data-phone="${phone}" data-state="${state}"><img loading="lazy" src="${file}"><figcaption>${phone} ${state} <b>${asText(errors.join(' · '))}</b></figcaption></figure>`,
    )
    .join('')}</div>`
}
