import { IDEA_MARK } from './find-idea'
import type { IdentifiedItem } from './find-ids'
import type { SectionWriter } from './read-outline'
import type { Brief } from './read-brief'
import { capital, lower } from './sentences'
import { constraintsOf } from './sections-concept'
import { currentFeatures, slicesOf } from './subjects'

/** The sections of the Deep Build Pipeline's last steps: specification, wisdom, final version, prompts. */
export const SPECIFICATION_SECTIONS: [heading: RegExp, SectionWriter][] = [
  [/^features$/i, features],
  [/^decisions$/i, decisions],
  [/data model/i, dataModel],
  [/^architecture/i, architecture],
  [/^quality/i, quality],
  [/added and changed/i, added],
  [/open questions/i, openQuestions],
  [/^purpose/i, purpose],
  [/^glossary/i, glossary],
  [/^invariants/i, invariants],
  [/^principles/i, principles],
  [/^traps/i, traps],
  [/^unverified/i, unverified],
  [/final specification/i, finalSpecification],
  [/build slices/i, buildSlices],
  [/^prompts$/i, prompts],
  [/after the last prompt/i, lastChecks],
]

function features(brief: Brief): string {
  return currentFeatures(brief)
    .slice(0, 4)
    .map((feature) => featureSpecification(feature, brief))
    .join('\n\n')
}

function featureSpecification({ id, name, text }: IdentifiedItem, { words, audience }: Brief): string {
  return `### ${id} ${name}
- **Behaviour:** ${text === '' ? `one gesture, an answer at once, and a way back.` : capital(lower(text)).replace(/[.]?$/, '.')}
- **Acceptance:** Given a first start, when one of the ${audience} does it, then it is done within ten seconds. Given no network, when it is done, then nothing is lost. Given a mistake, when undo is pressed, then it is as before.
- **Edges:** empty; a year of entries; interrupted by a call
- **Data:** reads and writes ${words[0]} entries`
}

function decisions(brief: Brief): string {
  const [first, second] = currentFeatures(brief)
  return `- D1: One device. The reviewer left it open; the default applies, because nobody has to look after it.
- D2: No account. It would cost the first minute.
- D3: ${first?.name ?? 'The first feature'} comes first, because every journey begins with it.
- D4: ${second?.name ?? 'The second feature'} stays, though it is harder: without it the promise breaks.
- D5: Weeks, not days, are what is measured, because days are irregular for ${brief.audience}.`
}

function dataModel({ words }: Brief): string {
  return `| Entity | Fields | Rules |
| --- | --- | --- |
| Entry | id, ${words[0]}, at (instant with time zone), note (optional) | id unique; deleting keeps it for 30 days |
| Day | startedAt, endedAt | entries belong to the day they fall into; days never overlap |
| Pattern | id, sentence, entry ids, state (new, kept, dismissed) | deleted together with its last entry |`
}

function architecture({ thing }: Brief): string {
  return `Three parts: a **store** that alone writes, **rules** that read and find patterns, **screens** that show and ask. Screens call rules, rules call the store, never the other way round.

- *Embedded database* because a ${thing} has one user at a time; a server lost, because somebody would have to run it.
- *One process* because there is nothing to scale; a background service lost, because systems stop it anyway.`
}

function quality({ audience }: Brief): string {
  return `- From gesture to saved: under 100 ms on a five-year-old phone.
- A kill at any moment loses no confirmed entry, in 200 of 200 trials.
- No network request, asserted by a test.
- Everything can be done by keyboard and with a screen reader; contrast at least 4.5 to 1.
- Eight of ten ${audience} make an entry without help.`
}

function added(brief: Brief): string {
  return `- Undo for every feature: J4 had no answer without it.
- An export as one file: C1 and the risk of a lost device ask for it.
- ${currentFeatures(brief)[2]?.name ?? 'The third feature'} was narrowed to what J3 needs.`
}

function openQuestions({ words }: Brief): string {
  return `- How long are ${words[0]} entries kept? *Default:* until somebody deletes them.`
}

function purpose({ idea, title, thing, audience }: Brief): string {
  return `${IDEA_MARK} ${idea}

${title} is a ${thing} that serves ${audience}. It promises that an entry takes ten seconds and never makes anybody feel behind. The promise is kept if six of ten still use it in the second week without being reminded.`
}

function glossary({ words, audience }: Brief): string {
  return `- **Entry:** one record about ${words[0]}, made in one gesture. Not: log, item, task.
- **Day:** from waking to sleeping, whenever that is for ${audience}. Not: date.
- **Pattern:** something seen at least three times. Not: insight, streak.`
}

function invariants(): string {
  return `- I1: A confirmed entry exists after any crash.
- I2: Nothing leaves the device unless somebody has just asked for it.
- I3: Every pattern names the entries it is made from.
- I4: No screen says what was missed.`
}

function principles({ audience, words }: Brief): string {
  return `- P1: Prefer seconds over options, because ${audience} have few; so a second button on the first screen needs a reason.
- P2: Prefer asking later over asking first, because early questions are abandoned; so ${words[0]} is named after the entry.
- P3: Prefer silence over a guess, because a wrong pattern costs more trust than none.`
}

function traps({ audience }: Brief): string {
  return `- **Midnight.** Grouping by date looks right and cuts the day of ${audience} in two. Use Day.
- **Streaks.** They seem to motivate and punish exactly those it is made for. Count weeks.
- **Optimistic saving.** Saying "saved" before it is written breaks I1.`
}

function unverified({ audience }: Brief): string {
  return `- A1, that ${audience} come back by themselves: everything rests on it, B2 shows it first.
- A3, that patterns are worth reading: only the slice for looking back rests on it.`
}

function finalSpecification(brief: Brief): string {
  return `**Product in brief.**

${purpose(brief)}

${constraintsOf(brief)
  .map((constraint, index) => `- C${index + 1}: ${constraint}`)
  .join('\n')}

**Decisions.**

${decisions(brief)}

**Features.**

${features(brief).replaceAll('### ', '#### ')}

**Data model.**

${dataModel(brief)}

**Quality.**

${quality(brief)}`
}

function buildSlices(brief: Brief): string {
  return slicesOf(brief)
    .map(
      ({ id, name, covers, needs }) =>
        `- ${id} ${name} (covers ${covers}, needs ${needs}). One can see that it works by living its journey once.`,
    )
    .join('\n')
}

function prompts(brief: Brief): string {
  const slices = slicesOf(brief)
  return slices
    .map((slice, index) => {
      const before = slices.slice(0, index).map(({ name }) => lower(name)).join(', ') // prettier-ignore
      return `### ${index + 1}. ${slice.name}\n\n~~~~\n${promptBody(brief, slice, before)}\n~~~~`
    })
    .join('\n\n')
}

function promptBody(
  { title, thing, audience, words }: Brief,
  { covers, name, text }: IdentifiedItem & { covers: string },
  before: string,
): string {
  return `CONTEXT: ${title} is a ${thing} for ${audience}. TypeScript, React, an embedded database; src/store, src/rules, src/screens. ${before === '' ? 'The repository is empty.' : `Already there: ${before}. Read src/store/entries.ts first.`}
TASK: Build ${lower(name)} (${covers}).${text === '' ? '' : ` It means: ${lower(text).replace(/[.]?$/, '.')}`}
REQUIREMENTS: 1. One gesture, saved in under 100 ms. 2. Works without a network. 3. Undo brings back the state before.
CONTRACTS: uses addEntry(entry: Entry): Promise<Entry>; Entry is { id, ${words[0]}, at, note? }. Adapt to the code where it differs, and say so.
INVARIANTS AND TRAPS: a confirmed entry survives any crash; group by Day, never by date.
NOT IN THIS TASK: accounts, sharing, anything that a later prompt brings.
DONE WHEN: tests cover empty, normal and failing case; npm test and npm run lint pass; report their real output.`
}

function lastChecks({ audience }: Brief): string {
  return `- [ ] Live J1 to J4 once, with a real entry each
- [ ] Pull the plug during an entry, and look for it afterwards
- [ ] Watch three ${audience} without helping
- [ ] Look at A1 first: who came back in the second week?`
}
