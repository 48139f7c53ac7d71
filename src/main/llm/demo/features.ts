import { findIds, type IdentifiedItem } from './find-ids'
import type { Brief } from './read-brief'
import { capital, clip } from './sentences'
import { is, nameOf, ofKind } from './sort-statements'
import { GENERAL_STEPS } from './general-steps'
import { GENERAL, kindOf } from './product-kinds'

const MOST = 9
const OWN = 4

/** The features under discussion: those that earlier steps or the reviewer named, else a first list. */
export function featuresOf(brief: Brief): IdentifiedItem[] {
  const decided = ['approved_plan', 'approved_specification', 'final_specification'].map(
    (tag) => brief.blocks.get(tag) ?? '',
  )
  const named = findIds(decided.join('\n'), 'F')
  if (named.length > 0) return named.slice(0, 12)
  return proposedFeatures(brief).map((feature, index) => ({ id: `F${index + 1}`, ...feature }))
}

/** What the user wished for in so many words, then what products of this kind need. */
function proposedFeatures(brief: Brief): { name: string; text: string }[] {
  const wishes = [...wishesOf(brief), ...workingsIn(brief.blocks.get('concept') ?? '')].slice(0, OWN)
  // What the user said is not said once more in our words.
  const { features } = wishes.length > 1 ? GENERAL : kindOf(brief.idea)
  const [first, second, ...others] = features
  const chosen = new Set(brief.pick.some(others, MOST - 2 - wishes.length, 'features'))
  const general = [first, second, ...others.filter((feature) => chosen.has(feature))]
  return [
    ...wishes.map((wish) => {
      const name = nameOf({ text: wish })
      return { name, text: capital(wish) === name ? '' : wish }
    }),
    ...general.map(([name, text]) => ({ name, text })),
  ]
}

/** `What I have in mind: this; that` is two wishes. */
export function wishesOf({ statements, ownInput }: Brief): string[] {
  if (!ownInput) return []
  return ofKind(statements, 'wish')
    .filter((statement) => !is(statement, 'unknown') && !is(statement, 'must'))
    .flatMap(({ text }) => text.replace(/^[^:]{2,40}:\s+/u, '').split(/;\s+/))
    .map((wish) => clip(wish.replace(/[.!]$/, ''), 140))
    .filter((wish) => wish.length > 12)
}

/** How the product works, where the concept says it in steps of the user's own. */
function workingsIn(concept: string): string[] {
  const from = concept.indexOf('**How it works:**')
  if (from === -1) return []
  const steps = concept.slice(from).split('\n').slice(1)
  const end = steps.findIndex((line) => !/^ +\d+\. /.test(line))
  const own = steps.slice(0, end === -1 ? undefined : end).map((line) => line.replace(/^ +\d+\. |\.$/g, ''))
  return own.some((step) => GENERAL_STEPS.includes(`${step}.`)) ? [] : own
}

/** The slices in which the product is built: those of the step before, else made from the features. */
export function slicesOf(brief: Brief): (IdentifiedItem & { covers: string; needs: string })[] {
  const features = featuresOf(brief).slice(0, 4)
  const named = findIds(brief.blocks.get('final_specification') ?? '', 'B')
  const made = [
    { name: 'The thinnest thing that runs', text: '', covers: 'the project itself' },
    ...features.map(({ id, name, text }) => ({ name, text, covers: id })),
    { name: 'Mistakes, export and the way back', text: '', covers: features.map(({ id }) => id).join(', ') },
  ]
  return made.map((slice, index) => ({
    ...slice,
    id: `B${index + 1}`,
    name: named[index]?.name.replace(/ \(covers.*$/, '') ?? slice.name,
    needs: index === 0 ? 'nothing' : `B${index}`,
  }))
}
