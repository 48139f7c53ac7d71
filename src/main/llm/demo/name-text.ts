import { findItems } from './find-items'
import type { Brief } from './read-brief'

/** A text that suits a property of this name. */
export function textFor(brief: Brief, name: string, index: number): string {
  const { idea, thing, audience, title, words } = brief
  if (/title|name|headline|label/i.test(name))
    return index === 0 ? title : (pointName(brief, index) ?? `${title} ${index + 1}`)
  if (/audience|user|persona|who/i.test(name)) return audience
  if (/idea|topic|subject|theme|input/i.test(name)) return idea
  if (/tag|keyword|word|categor|slug/i.test(name)) return words[index % words.length] ?? words[0]
  if (/summary|description|text|content|body|abstract|detail|reason|why/i.test(name)) {
    return `${title}: a ${thing} for ${audience}, looked at from the side of ${words[index % words.length] ?? thing}.`
  }
  return (
    pointName(brief, index) ?? `${name.replaceAll(/[_-]+/g, ' ')}: ${words[index % words.length] ?? thing}`
  )
}

function pointName(brief: Brief, index: number): string | undefined {
  return findItems(brief.material)[index]?.name
}

/** `features` → `feature`. Good enough for names of properties. */
export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
}
