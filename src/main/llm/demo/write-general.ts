import { findItems } from './find-items'
import { IDEA_MARK } from './find-idea'
import type { Brief } from './read-brief'
import { capital, sentencesOf } from './sentences'

/** A shorter version of the material: its own sentences and points, not new ones. */
export function writeSummary({ idea, material, thing }: Brief): string {
  const points = pointsOf(material).slice(0, 5)
  const core = sentencesOf(material).slice(0, 3)
  return `## Summary

${IDEA_MARK} ${idea}

${core.length === 0 ? `The text is about ${thing}.` : core.join(' ')}

### Key points

${bullets(points.length === 0 ? [`**Subject**: ${idea}`] : points)}

In one sentence: ${capital(idea)}, reduced to ${points.length === 1 ? 'one point' : `${Math.max(points.length, 1)} points`} that matter.
`
}

/** The named points of the material as a list. */
export function writeExtract({ idea, material, words }: Brief): string {
  const points = pointsOf(material).slice(0, 12)
  return `## Extracted

${IDEA_MARK} ${idea}

${bullets(points.length === 0 ? sentencesOf(material).slice(0, 6) : points)}

### Terms

${bullets(words.map((word) => `\`${word}\``))}
`
}

/** Strengths, weaknesses and a recommendation for what the material describes. */
export function writeAnalysis({ idea, thing, audience, words, material, pick }: Brief): string {
  const points = findItems(material).slice(0, 4)
  const weaknesses = pick.some(
    [
      `**Adoption**: the value for ${audience} shows only after some days of use.`,
      `**Focus**: ${words.slice(0, 2).join(' and ')} invite more features than a first release can carry.`,
      `**Evidence**: several statements rest on experience, not on data.`,
      `**Dependence**: if one assumption fails, two others fail with it.`,
    ],
    2,
    'weaknesses',
  )
  return `## Analysis

${IDEA_MARK} ${idea}

The question is whether the ${thing} holds up for ${audience}. ${points.length === 0 ? 'The material is short, so the reasoning is, too.' : `Considered were ${points.map(({ name }) => `*${name}*`).join(', ')}.`}

### Strengths

- **Clear user**: ${audience} are easy to name, to find and to ask.
- **Clear moment**: it is obvious when the ${thing} would be used.

### Weaknesses

${bullets(weaknesses)}

### Trade-offs

| Choice | Gain | Price |
| --- | --- | --- |
| Narrow scope | Speed, clarity | Fewer users at first |
| Local data | Trust | No view across devices |

### Recommendation

Go on, with the narrowest scope that still helps, and test the riskiest assumption about ${words[0]} first.
`
}

/** The material in another form: its points as plain prose. */
export function writeTransform({ idea, material, audience }: Brief): string {
  const sentences = sentencesOf(material).slice(0, 6)
  const points = findItems(material).slice(0, 5)
  return `## Rewritten

${IDEA_MARK} ${idea}

${sentences.length === 0 ? capital(`${idea}.`) : sentences.join(' ')}

${points.length === 0 ? `Said for ${audience}: short, concrete, and in the order in which it is needed.` : `In plain words: ${points.map(({ name }) => name).join('; ')}.`}
`
}

/** Any other request: a short structured text about the subject. */
export function writeText({ idea, thing, audience, words, material, pick }: Brief): string {
  const points = pointsOf(material).slice(0, 4)
  const opening = pick.one(
    [
      `${capital(idea)} is easier to see from the side of the people involved.`,
      `There are two ways to look at it: as a task, and as a promise to ${audience}.`,
      `The short answer first: ${thing} is worth the effort where it saves somebody time.`,
    ],
    'opening',
  )
  const middle = pick.some(
    [
      `**Start small.** One situation in which ${words[0]} matters, understood well, beats ten that are guessed.`,
      `**Make it visible.** What is written down can be corrected; what is only meant can't.`,
      `**Ask ${audience}.** Their words for it are better than ours.`,
      `**Decide what to leave out.** The list of what is not done keeps the rest honest.`,
    ],
    3,
    'middle',
  )
  return `# ${capital(idea)}

${opening}

## Main points

${bullets([...points, ...middle].slice(0, 6))}

## What it means

For ${audience} the difference is practical: less to remember, fewer steps, and a result that can be shown. ${capital(words.slice(0, 3).join(', '))}: each of these can be checked on its own.

## Next steps

1. Write down the one sentence that everybody agrees on.
2. Try it with three people, and watch instead of asking.
3. Change one thing, and try again.
`
}

function pointsOf(material: string): string[] {
  return findItems(material).map(({ name, text }) => (text === '' ? `**${name}**` : `**${name}**: ${text}`))
}

function bullets(points: string[]): string {
  return points.map((point) => `- ${point}`).join('\n')
}
