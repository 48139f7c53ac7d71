import { findIds, type IdentifiedItem } from './find-ids'
import { findItems } from './find-items'
import type { Brief } from './read-brief'
import { lower } from './sentences'
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
  const [first, second, third, ...others] = currentFeatures(brief)
  const named = findIds(brief.blocks.get('final_specification') ?? '', 'B')
  const made = [
    ['Walking skeleton', first],
    ['Entries that survive', first],
    ['The second journey', second],
    ['Looking back', third],
    ['When things go wrong', others[0]],
    ['Ready to be tried', others[1]],
  ] as const
  return made.map(([name, feature], index) => ({
    id: `B${index + 1}`,
    name:
      named[index]?.name.replace(/\s*\(.*$/, '') ??
      (feature === undefined || index < 2 ? name : `${name}: ${lower(feature.name)}`),
    text: feature?.text ?? '',
    covers: feature?.id ?? 'F1',
    needs: index === 0 ? 'nothing' : `B${index}`,
  }))
}

/** What the steps are about one by one: options, claims, features, or what the text itself names. */
export function subjectsOf(brief: Brief): string[] {
  const named = [...brief.material.matchAll(/"(?:name|claim)":\s*"([^"]{3,160})"/g)].map(
    ([, name = '']) => name,
  )
  const identified = ['F', 'K'].flatMap((letter) =>
    findIds(brief.material, letter).map(({ id, name }) => `${id} ${name}`),
  )
  const listed = findItems(brief.material).map(({ name }) => name)
  const found = [named, identified, listed].find((list) => list.length > 1) ?? []
  return found.length > 0 ? [...new Set(found)].slice(0, 4) : ['As proposed', 'Leave it as it is']
}
