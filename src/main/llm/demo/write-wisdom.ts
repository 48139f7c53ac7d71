import { IDEA_MARK } from './find-idea'
import type { Brief } from './read-brief'
import { carriedOver } from './write-extension'
import { lower } from './sentences'

/** What a project has learned so far: decisions with their reasons, principles, and what not to do. */
export function writeWisdom({ idea, thing, audience, title, words, pick, material }: Brief): string {
  const features = carriedOver(material, thing).slice(0, 3)
  const reasons = pick.some(REASONS, 3, 'reasons')
  const principles = pick.some(
    [
      `**Seconds are the currency.** Whatever costs ${audience} time must pay it back the same day.`,
      `**No reproach.** The ${thing} never counts what was missed.`,
      `**One day, their day.** All dates follow the person, not midnight.`,
      `**Reasons beside results.** A claim about ${words[0]} shows what it is based on.`,
      `**Leaving is easy.** Export and deletion work before anything else does.`,
    ],
    4,
    'principles',
  )
  return `# Project wisdom: ${title}

${IDEA_MARK} ${idea}

This is what should still be true when everybody who wrote the earlier pages has left.

## Decisions and why

${features.map(({ name }, index) => `- **${name}** stays in. ${reasons[index] ?? REASONS[0]}`).join('\n')}

## Principles

${principles.map((principle, index) => `${index + 1}. ${principle}`).join('\n')}

## Assumptions to watch

- That ${audience} open the ${thing} themselves at least once a day.
- That ${lower(features[0]?.name ?? 'the core feature')} is enough for the first two weeks.
- That a pattern is welcome even when it is not flattering.

## Do not

- Do not add a setting where a good default would do.
- Do not compare people with each other.
- Do not keep a record of ${words[0]} that nobody has a use for.

## Words we use

| Word | Meaning |
| --- | --- |
| Entry | One record, made in one gesture |
| Day | From waking to sleeping, whenever that is |
| Pattern | Something that was seen at least three times |
`
}

const REASONS: [string, ...string[]] = [
  'It is the reason why people would come back on the second day.',
  'It removes the most common excuse that the research found.',
  'It is cheap to build and hard to copy, because it depends on knowing the users.',
  'Without it the other features would have nothing to work with.',
]
