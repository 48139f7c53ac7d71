import { findItems, type Item } from './find-items'
import { IDEA_MARK } from './find-idea'
import type { Brief } from './read-brief'
import { lower } from './sentences'

/** Takes the features of the step before and makes each of them better. */
export function writeExtension({ idea, thing, audience, title, words, pick, material }: Brief): string {
  const features = carriedOver(material, thing).slice(0, 6)
  const ways = pick.some(WAYS, features.length, 'ways')
  return `# ${title}, extended

${IDEA_MARK} ${idea}

${features.length} features came out of the review. Each is kept, sharpened, and given a test that shows whether it works for ${audience}.

## Improved features

${features.map((feature, index) => improved(feature, ways[index % ways.length] ?? WAYS[0])).join('\n\n')}

## New connections

- **${features[0]?.name ?? 'The first feature'} feeds ${lower(features[1]?.name ?? 'the second')}**: what is entered once is never asked again.
- **One model of time**: all features share the same notion of day, so that they can't contradict each other about ${words[0]}.

## What became simpler

Two settings disappeared because the ${thing} can find out by itself, and the first start now asks a single question.

## Risks

| Risk | Early sign | Answer |
| --- | --- | --- |
| Too much at once | Half of the features unused in week two | Ship the first three, hide the rest |
| Wrong suggestions | People switch them off | Show the reason beside each |
`
}

const WAYS: [string, ...string[]] = [
  'Make the common case a single gesture, and move every option behind a long press. *Test:* five people do it without being told.',
  'Show the result at once, before asking for any detail. *Test:* the first useful answer comes within the first minute.',
  'Let it be undone for a day, so that nobody hesitates to use it. *Test:* mistakes are corrected without help.',
  'Say why whenever something is suggested, in one short line. *Test:* at least half of the suggestions are taken.',
  'Keep it working without a network, and show only what matters about that. *Test:* a week in flight mode loses nothing.',
  'Cut the text by half and use the words that people on the job use. *Test:* no question about wording in the interviews.',
]

function improved({ name, text }: Item, way: string): string {
  const before = text === '' ? '' : `\n\nBefore: ${text.charAt(0).toUpperCase() + text.slice(1)}`
  return `### ${name}${before}\n\nNow: ${way}`
}

/** What earlier steps named as features; where they named none, the request still gets an answer. */
export function carriedOver(material: string, thing: string): Item[] {
  const items = findItems(material, /feature|improved|component|scope/i)
  const sections = [...material.matchAll(/^###\s+(?!\d)(.{3,60})$/gm)].map(([, name = '']) => ({
    name,
    text: '',
  }))
  const found = sections.length > 2 ? sections : items
  if (found.length > 0) return found
  return [
    { name: `Core of the ${thing}`, text: '' },
    { name: 'First start', text: '' },
    { name: 'Data and export', text: '' },
  ]
}
