import { IDEA_MARK } from './find-idea'
import type { Brief } from './read-brief'
import { capital } from './sentences'

/** Context for an idea: who is out there, what people do today, what constrains it, what is still open. */
export function writeResearch({ idea, thing, audience, title, words, pick }: Brief): string {
  const topic = words.slice(0, 3).join(', ')
  const findings = pick.some(
    [
      `**Attention comes in fragments.** ${capital(audience)} rarely have ten quiet minutes; they have many short gaps. Interactions above about 20 seconds are postponed.`,
      `**Existing products reward streaks.** A broken streak is the most common reason given for leaving, and irregular schedules break streaks by design.`,
      `**Workarounds are telling.** Notes on paper, messages to oneself and a shared spreadsheet are the real competitors of any ${thing}.`,
      `**Trust is earned early.** People ask where their data go before they enter the second record, not after.`,
      `**Peers matter more than experts.** Advice is followed when it comes from somebody in the same position.`,
      `**Setup is the cliff.** Every question before the first useful result costs roughly a tenth of the newcomers.`,
    ],
    4,
    'findings',
  )
  return `# Research and context for ${title}

${IDEA_MARK} ${idea}

This page gathers what a team should know about ${topic} before it decides on features. It separates what is well supported from what is a guess.

## What we found

${findings.map((finding) => `- ${finding}`).join('\n')}

## The landscape

| Kind of product | What it does well | Where it fails ${audience} |
| --- | --- | --- |
| General-purpose apps | Polished, cheap, everywhere | No notion of the actual day |
| Specialist software | Deep, accurate | Bought by institutions, disliked by users |
| Paper and spreadsheets | Instant, flexible, private | Nothing comes back out of them |

## Constraints

- **Context of use**: one hand, poor light, interruptions, no reliable network.
- **Privacy**: records about ${words[0]} can be sensitive; the least that works should be stored.
- **Cost**: individuals pay little; whatever is built must run without a large back end.

## Opportunities

1. **Own the first twenty seconds**: nobody else is fast enough for the moments that ${audience} have.
2. **Forgive gaps**: measure over weeks, so that a bad day has no price.
3. **Give something back at once**: show one useful pattern by the third entry.

## Open questions

- Would people let a colleague see a part of their data, and which part?
- Is the ${thing} something they open, or something that should come to them?
- What happens in week six, when the novelty is gone?
`
}
