import { featuresOf, slicesOf } from './features'
import type { IdentifiedItem } from './find-ids'
import { IDEA_MARK } from './find-idea'
import { kindOf } from './product-kinds'
import type { SectionWriter } from './read-outline'
import type { Brief } from './read-brief'
import { constraintList } from './sections-concept'
import { capital, lower } from './sentences'

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

const SPECIFIED = 4

/** Rotated, so that no two neighbours say the same. */
const ACCEPTANCE = [
  [
    'Given an empty store, when it is used for the first time, then the result is on the screen within a second.',
    'Given no connection, when it is used, then nothing is lost and the screen says what will follow.',
    'Given a second person at the same time, when both change the same thing, then both changes are kept and shown.',
  ],
  [
    'Given a thousand entries, when it is opened, then it answers within a second.',
    'Given nothing to show, when it is opened, then it says so and offers the one next step.',
    'Given a broken store, when it is opened, then it says what happened and changes nothing.',
  ],
  [
    'Given a first start, when it is used, then no question has to be answered before.',
    'Given a mistake, when undo is pressed, then everything is as before.',
    'Given a closed window in the middle, when it is opened again, then what was typed is there.',
  ],
  [
    'Given what J2 describes, when it is used, then it takes one step.',
    'Given text in any script, when it is used, then the text is shown as it was entered.',
    'Given a full disk, when it is used, then the failure is named and nothing is half written.',
  ],
]
const EDGES = [
  'nothing there yet; used twice in a second; interrupted',
  'very many entries; very long names; nothing found',
  'closed in the middle; two windows; a clock that was changed',
  'no permission; no space left; an old copy of the data',
]
const DATA = ['writes Entry', 'reads Entry', 'reads and writes Entry', 'reads Entry, writes Change']

function features(brief: Brief): string {
  return featuresOf(brief).slice(0, SPECIFIED).map(featureSpecification).join('\n\n')
}

function featureSpecification({ id, name, text }: IdentifiedItem, index: number): string {
  const behaviour = text === '' ? `${name}, in one step, with an answer at once` : text.replace(/[.]?$/, '')
  return `### ${id} ${name}

- **Behaviour:** ${capital(behaviour)}.
- **Acceptance:**
${(ACCEPTANCE[index % ACCEPTANCE.length] ?? []).map((statement) => `  - ${statement}`).join('\n')}
- **Edges:** ${EDGES[index % EDGES.length]}
- **Data:** ${DATA[index % DATA.length]}`
}

function decisions(brief: Brief): string {
  const [first, second] = featuresOf(brief)
  return `- D1: One device. By default, since the reviewer left it open.
- D2: No account. It would stand between a newcomer and the first useful answer.
- D3: ${first?.name ?? 'The first feature'} comes first, because every journey needs it.
- D4: ${second?.name ?? 'The second feature'} stays in the first version, because J3 rests on it.`
}

function dataModel(): string {
  return `| Entity | Fields | Rules |
| --- | --- | --- |
| Entry | id, name, state, at, note (optional) | id unique, name present; deleting keeps it for 30 days |
| Change | id, entryId, before, after, by, at | never altered; goes when its entry goes for good |
| Setting | key, value | one value for each key |`
}

function architecture(): string {
  return `Three parts: a **store** that alone writes, **rules** that decide, **screens** that show and ask. Screens call rules, rules call the store, never the other way round.

- *An embedded database*, because one device is decided (D1). A server was the runner-up; somebody would have to run it.
- *One process*, because nothing here has to scale. A background service was the runner-up; systems stop it anyway.`
}

function quality({ audience }: Brief): string {
  return `- From a step to its confirmation: under 100 ms.
- A process killed at any moment loses no confirmed entry, in 200 of 200 trials.
- No network request without a step that asks for one; a test asserts it.
- Everything works with a keyboard and a screen reader; contrast is at least 4.5 to 1.
- Eight of ten people (${audience}) get through J2 without help.`
}

function added(brief: Brief): string {
  const features = featuresOf(brief)
  return `- Undo in every feature, because J4 had no answer without it.
- What happens without a connection, in ${features
    .slice(0, 2)
    .map(({ id }) => id)
    .join(' and ')}.
- ${features[2]?.name ?? 'The third feature'} was narrowed to what its journey needs.`
}

function openQuestions(): string {
  return '- How long are deleted entries kept? *Default:* 30 days.'
}

function purpose({ idea, title, audience }: Brief): string {
  return `${IDEA_MARK} ${idea}

${title} serves ${audience}. Its promise, in their words: “${kindOf(idea).promise}” The promise is kept if most of them use it in the second week without being reminded.`
}

function glossary({ audience }: Brief): string {
  return `- **Entry:** one thing that is kept track of. Not: item, record, ticket.
- **State:** where an entry stands now; exactly one. Not: status, phase.
- **Change:** what somebody did to an entry, and when. Not: log, event.
- All other words are those of ${audience}.`
}

function invariants(): string {
  return `- I1: A confirmed entry exists after any crash.
- I2: Every entry has exactly one state.
- I3: Every change can be undone or explained.
- I4: Nothing leaves the device unless somebody has just asked for it.`
}

function principles({ audience }: Brief): string {
  return `- P1: Prefer one step over many options, because time is short; a second button on the first screen needs a reason.
- P2: Prefer an example over an explanation, because nobody reads the latter; the first start shows one.
- P3: Prefer the words of ${audience} over ours, because new words cost trust; so labels are tried on three of them.`
}

function traps(): string {
  return `- **Saying “saved” before it is.** It looks fast, and breaks I1. Confirm after the write.
- **A state worked out in two places.** It looks harmless, and breaks I2 in week three. Work it out once, in the rules.
- **Asking before every deletion.** It looks careful, and trains people to click it away. Undo instead.`
}

function unverified(): string {
  return `- A1, that it is used more than once without a reminder. Everything rests on it; B2 is the first to show it.
- A4, that somebody looks after it. The way back and the export rest on it.`
}

function finalSpecification(brief: Brief): string {
  const inner: [string, string][] = [
    ['Product in Brief', `${purpose(brief)}\n\n${constraintList(brief)}`],
    ['Decisions', decisions(brief)],
    ['Features', features(brief).replaceAll('### ', '#### ')],
    ['Data Model', dataModel()],
    ['Architecture', architecture()],
    ['Quality', quality(brief)],
  ]
  return inner.map(([heading, text]) => `### ${heading}\n\n${text}`).join('\n\n')
}

/** How one can see that a slice works. */
const SEEN = [
  'It starts, shows an example, and keeps one entry over a restart.',
  'Live J2 once, by hand, with the connection switched off.',
  'Live J3 once, with entries that somebody else made.',
  'Give it to somebody who has never seen it, and say nothing.',
  'Do it twice at the same time, in two windows.',
  'Live J4 once: pull the plug, start again, undo.',
]

function buildSlices(brief: Brief): string {
  return slicesOf(brief)
    .map(
      ({ id, name, covers, needs }, index) =>
        `- **${id}** ${name} (covers ${covers}; needs ${needs}). ${SEEN[index % SEEN.length]}`,
    )
    .join('\n')
}

function prompts(brief: Brief): string {
  const slices = slicesOf(brief)
  return slices
    .map((slice, index) => {
      const before = slices.slice(0, index).map(({ name }) => `“${lower(name)}”`).join(', ') // prettier-ignore
      return `### ${index + 1}. ${slice.name}\n\n~~~~\n${promptBody(brief, slice, before)}\n~~~~`
    })
    .join('\n\n')
}

function promptBody(
  { title, idea, audience }: Brief,
  { covers, name, text }: IdentifiedItem & { covers: string },
  before: string,
): string {
  const first = before === ''
  return `CONTEXT
${title}: ${idea}. For ${audience}. TypeScript, an embedded database; src/store, src/rules, src/screens.
${first ? 'The repository is empty.' : `Already there: ${before}. Read src/store/entries.ts first.`}

TASK
${first ? 'Set up the project and the thinnest path through it: one entry is added, shown, and still there after a restart.' : `Build “${lower(name)}” (${covers}).${text === '' ? '' : ` It means: ${lower(text).replace(/[.]?$/, '.')}`}`}

REQUIREMENTS
1. ${first ? 'npm start opens it, npm test runs the tests, npm run lint checks the code.' : 'It takes one step, and the answer is there in under 100 ms.'}
2. It works without a connection.
3. ${first ? 'A first start shows an example that can be changed.' : 'Undo brings back the state before.'}

CONTRACTS
addEntry(entry: NewEntry): Promise<Entry>; Entry is { id, name, state, at, note? }.
${first ? 'Write it exactly so: later tasks use it.' : 'Adapt to the code where it differs, and say so.'}

INVARIANTS AND TRAPS
A confirmed entry survives any crash (I1). Never say “saved” before it is.

NOT IN THIS TASK
Accounts, sharing, and whatever a later prompt brings.

DONE WHEN
Tests cover the empty, the normal and the failing case. npm test and npm run lint pass. Report their real output.`
}

function lastChecks({ audience }: Brief): string {
  return `- [ ] Live J1 to J4 once, with a real entry each
- [ ] Pull the plug during an entry, and look for it afterwards
- [ ] Watch three people (${audience}) without helping
- [ ] Look at A1 first: who came back in the second week?`
}
