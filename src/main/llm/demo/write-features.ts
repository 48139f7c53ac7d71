import { findItems } from './find-items'
import { IDEA_MARK } from './find-idea'
import type { Brief } from './read-brief'
import { capital, lower } from './sentences'

/** A brainstorm of features, tied to what the research found. */
export function writeFeatures(brief: Brief): string {
  const { idea, thing, audience, title, pick, material } = brief
  const grounds = findItems(material, /found|finding|opportunit|insight/i).slice(0, 3)
  const chosen = featuresFor(brief, 8)
  return `# Feature brainstorm: ${title}

${IDEA_MARK} ${idea}

${grounds.length === 0 ? `What follows is a wide net for a ${thing}.` : `The list starts from what the research said: ${grounds.map(({ name }) => `*${lower(name)}*`).join(', ')}. A feature that serves none of these is not on it.`}

## Features

${chosen.map(([name, text], index) => `${index + 1}. **${name}**: ${text}`).join('\n')}

## Which first

| Feature | Value for ${audience} | Effort |
| --- | --- | --- |
${chosen
  .slice(0, 5)
  .map(
    ([name], index) =>
      `| ${name} | ${index < 3 ? 'high' : 'medium'} | ${pick.one(['small', 'medium', 'large'], name)} |`,
  )
  .join('\n')}

## Left out on purpose

- **A feed**: it would pull attention away from the one thing the ${thing} is for.
- **Points and badges**: they reward opening the app, not the life around it.

## To decide at the review

${capital(chosen[0]?.[0] ?? 'The first feature')} and ${lower(chosen[1]?.[0] ?? 'the second')} carry the concept. If only three features could be built, they would be the first three of the table.
`
}

/** The two that carry the concept, and some others, in the order of the pool. */
export function featuresFor(brief: Brief, count: number): [name: string, text: string][] {
  const pool = featurePool(brief)
  const others = new Set(brief.pick.some(pool.slice(2), count - 2, 'features'))
  return pool.filter((feature, index) => index < 2 || others.has(feature))
}

function featurePool({ words, audience, thing }: Brief): [name: string, text: string][] {
  const [first, second = 'day', third = 'moment'] = words
  return [
    [
      'Ten-second entry',
      `record a ${first} with one hand, in the dark if need be, and put the phone away again.`,
    ],
    [
      'Elastic schedule',
      `plans follow the person's own day, so that "tonight" means the right thing for ${audience}.`,
    ],
    [`${capital(first)} timeline`, `a quiet line of the last weeks that shows rhythm, not gaps.`],
    ['Gentle return', `after an absence the ${thing} picks up without reproach and suggests one small step.`],
    ['Works offline', `everything is possible without a network and settles by itself later.`],
    ['Buddy check', `share one chosen ${second} with one chosen person, for as long as both like.`],
    ['Pattern card', `once a week one observation about ${first} and ${second}, with the data behind it.`],
    ['Quiet hours', `reminders know when somebody sleeps, works or is with other people.`],
    ['Voice note', `say it instead of typing it; the ${thing} files it under the right ${third}.`],
    ['Private by default', `an export in one tap, a deletion in two, and no account to begin with.`],
    ['Starter sets', `three ready-made beginnings made by ${audience}, to be changed freely.`],
    ['Season view', `compare this month with the same month of an earlier year.`],
  ]
}
