import { findIds, type IdentifiedItem } from './find-ids'
import { findItems } from './find-items'
import type { Brief } from './read-brief'
import { featuresFor } from './write-features'

/** The features under discussion: those that earlier steps or the reviewer named, else a first list. */
export function currentFeatures(brief: Brief): IdentifiedItem[] {
  const decided = ['approved_plan', 'approved_specification', 'final_specification'].map(
    (tag) => brief.blocks.get(tag) ?? '',
  )
  const named = findIds(decided.join('\n'), 'F')
  if (named.length > 0) return named.slice(0, 12)
  return featuresFor(brief, 9).map(([name, text], index) => ({ id: `F${index + 1}`, name, text }))
}

/** The slices in which the product is built: those of the step before, else made from the features. */
export function slicesOf(brief: Brief): (IdentifiedItem & { covers: string; needs: string })[] {
  const features = currentFeatures(brief).slice(0, 4)
  const named = findIds(brief.blocks.get('final_specification') ?? '', 'B')
  const made = [
    { name: 'Walking skeleton', text: '', covers: 'F1' },
    ...features.map(({ id, name, text }) => ({ name, text, covers: id })),
    { name: 'Mistakes, export and the way back', text: '', covers: features.map(({ id }) => id).join(', ') },
  ]
  return made.map((slice, index) => ({
    ...slice,
    id: `B${index + 1}`,
    name: named[index]?.name.replace(/ \(.*$/, '') ?? slice.name,
    needs: index === 0 ? 'nothing' : `B${index}`,
  }))
}

/** What the steps are about one by one: options, claims, or what the text itself names. */
export function subjectsOf(brief: Brief): string[] {
  const claims = [...brief.material.matchAll(/"id":\s*"([A-Z]\d+)",\s*"claim":\s*"([^"]{3,200})"/g)].map(
    ([, id = '', claim = '']) => `${id} ${claim}`,
  )
  const options = /^options[^\n]*$/im.exec(brief.instructions)?.[0] ?? ''
  const named = [...options.matchAll(/"name":\s*"([^"]{3,160})"/g)].map(([, name = '']) => name)
  const listed = findItems(brief.ownText).map(({ name }) => name)
  const found = [claims, named, listed].find((list) => list.length > 1) ?? []
  return found.length > 0 ? [...new Set(found)].slice(0, 4) : ['As proposed', LEAVE_IT]
}

export const LEAVE_IT = 'Leave it as it is'
