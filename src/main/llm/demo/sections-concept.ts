import { featuresOf, wishesOf } from './features'
import { findIds } from './find-ids'
import { IDEA_MARK } from './find-idea'
import { GENERAL_STEPS } from './general-steps'
import { GENERAL, kindOf } from './product-kinds'
import { ANYBODY, type Brief } from './read-brief'
import type { SectionWriter } from './read-outline'
import { capital, clip, lower, quoted } from './sentences'
import { ofKind } from './sort-statements'

/** The sections of the Deep Build Pipeline's first steps: concept, research, features. */
export const CONCEPT_SECTIONS: [heading: RegExp, SectionWriter][] = [
  [/idea restated/i, ideaRestated],
  [/directions considered/i, directions],
  [/chosen concept/i, chosenConcept],
  [/smallest proof/i, smallestProof],
  [/^assumptions$/i, assumptions],
  [/out of scope|^not doing/i, notDoing],
  [/people and their work/i, peopleToday],
  [/rules of the domain/i, domainRules],
  [/technical landscape/i, technology],
  [/assumptions tested/i, assumptionsTested],
  [/^risks$/i, risks],
  [/consequences for the product/i, consequences],
  [/product in brief/i, productInBrief],
  [/^journeys/i, journeys],
  [/first version/i, firstVersion],
  [/^later/i, later],
  [/decisions for the reviewer/i, openDecisions],
]

/** What the user's text fixes: sentences that set a bound, or those that an earlier step numbered. */
function constraintsOf({ statements, audience, material, ownInput }: Brief): string[] {
  const named = findIds(material, 'C').map(({ name, text }) => (text === '' ? name : `${name}: ${text}`))
  if (named.length > 0) return named.slice(0, 5)
  const stated = ownInput ? ofKind(statements, 'must').map(({ text }) => text) : []
  const whom =
    audience === ANYBODY
      ? 'Whom it is for is open; assumed: people like the author.'
      : `It is for ${audience}.`
  return [whom, ...stated].slice(0, 5)
}

export function constraintList(brief: Brief): string {
  return constraintsOf(brief)
    .map((constraint, index) => `- C${index + 1}: ${constraint}`)
    .join('\n')
}

function ideaRestated(brief: Brief): string {
  const details = brief.statements
    .filter(({ text }) => !brief.idea.includes(text.replace(/[.。]$/u, '')))
    .slice(0, 2)
    .map(({ text }) => text)
  return `${IDEA_MARK} ${brief.idea}

${[`Under the working name ${brief.title}, this is one thing done well for ${brief.audience}.`, ...details].join(' ')}

${constraintList(brief)}`
}

function directions({ audience, title }: Brief): string {
  return `**${title}, as given.** Made for ${audience}, at the moment when it matters. Its best argument: the need comes from those who have it. Its gravest weakness: people are used to what they do today.

**The paper version.** The same rules on one printed sheet. It can be tried tomorrow, and it is the direction that is much smaller than the idea. Nothing comes back out of it.

**A person instead of a program.** Somebody answers messages by hand, with a list beside them. It shows within days what people ask for; it does not grow.

**No entry at all.** It takes what is already written somewhere and asks only for a yes or a no. It drops what the idea takes for granted, that somebody types. Wrong guesses cost trust.

**One shared screen.** It stands where the people meet, and everybody sees the same. Nobody has to open anything; what is private has no place on it.`
}

function chosenConcept(brief: Brief): string {
  const { audience, title, statements, ownInput } = brief
  const pain = ownInput ? ofKind(statements, 'pain').find(({ text }) => text !== brief.idea) : undefined
  const wishes = wishesOf(brief)
    .slice(0, 4)
    .map((wish) => `${capital(wish)}.`)
  const steps = wishes.length > 1 ? wishes : GENERAL_STEPS
  return `- **Working name:** ${title}
- **Promise:** "${kindOf(brief.idea).promise}"
- **Core user and situation:** one of those it is made for (${audience}), in the middle of something else
- **Problem:** ${pain === undefined ? 'today it is kept in heads, on paper and in messages, and what is missing is noticed when it is needed' : lower(pain.text).replace(/\.$/, '')}
- **How it works:**
${steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}
- **Why they would switch:** it asks for less than what they do today, and gives an answer at once`
}

function smallestProof({ audience, title }: Brief): string {
  return `For two weeks, one person plays ${title} by hand for ten people (${audience}): they send a message, and get the answer that the product would give. It is a **yes** if six of them still write in the second week without a reminder, and a **no** if it is fewer than three.`
}

function assumptions({ audience, title }: Brief): string {
  return `- A1: It is used more than once without a reminder, by ${audience}. *Check:* the two weeks above. This one would sink the product first.
- A2: An entry can be made in one step. *Check:* a paper mock-up, a stopwatch, five people.
- A3: Seeing how things stand changes what people do. *Check:* ask afterwards what they did differently.
- A4: Somebody looks after ${title} once it runs. *Check:* ask for a name.`
}

function notDoing({ title }: Brief): string {
  return `- **A place to chat:** people have one.
- **Reports on people:** they would change what anybody dares to enter.
- **Everything else nearby:** if ${title} also does the rest, it does nothing well.`
}

function peopleToday({ audience, statements, ownInput }: Brief): string {
  const own = ownInput ? statements.slice(1, 4).map(({ text }) => `${text} [known]`) : []
  return `${own.length > 0 ? own.join(' ') : `It is for ${audience}. Around them are others who live with the consequences, and somebody who would have to look after a new tool. [inferred]`}

What this looks like, as far as one can tell without having watched it:

1. Something happens while hands and head are busy. [inferred]
2. It is remembered, noted on paper, or sent to somebody. [inferred]
3. Later somebody needs it, and asks around. [inferred]

It is likely to go wrong at hand-overs, after breaks, and when two people each believe that the other one did it. [verify]`
}

function domainRules({ audience }: Brief): string {
  return `- **Words:** use those that are in use already by ${audience}; new words cost trust. [inferred]
- **Personal data:** store what is needed and nothing else; which law applies depends on the place. [verify]
- **Custom:** there are agreements that nobody wrote down. Watch before building. [inferred]`
}

function technology({ title }: Brief): string {
  return `- **Storage:** an embedded database is usually enough for a start; ask how many entries a year ${title} would have. [verify]
- **Several people at once:** the hard part is two changes to the same thing. The usual answer is to keep both and ask. [known]
- **Without a connection:** the hard part is what happens on return. The usual answer is to write locally first. [known]
- **Reminders:** phones limit what runs in the background, so plan for reminders that come late. [known]`
}

function assumptionsTested(brief: Brief): string {
  const verdicts = [
    'open. Only the trial can tell.',
    'open. It can be measured in an afternoon.',
    'open. People say so easily, and show it rarely.',
    'open. It decides what may need care later.',
  ]
  const named = findIds(brief.blocks.get('concept') ?? brief.material, 'A')
  const tested = named.length > 0 ? named : [{ id: 'A1', name: 'It is used more than once', text: '' }]
  return tested
    .map(({ id, name, text }, index) => {
      const assumption = (text === '' ? name : `${name}: ${text}`)
        .replace(/\s*Check:.*$/, '')
        .replace(/\.$/, '')
      return `- ${id}, ${quoted(assumption)}: ${verdicts[index % verdicts.length]} [verify]`
    })
    .join('\n')
}

function risks({ audience, title }: Brief): string {
  return `- **Nobody comes back.** Early sign: fewer entries on day four than on day two. What lowers it: an answer that is useful at once.
- **It is one more thing to do.** Early sign: the old way goes on beside it. What lowers it: replace one thing entirely.
- **Trust is lost.** Early sign: questions about who sees what. What lowers it: the answer on the first screen.
- **It is built past the people.** Early sign: other words than those of ${audience}. What lowers it: watch three of them before building.
- **Nobody looks after ${title}.** Early sign: a week without an answer. What lowers it: nothing that needs daily care.`
}

function consequences(brief: Brief): string {
  const constraint = constraintsOf(brief)[1]
  return `- R1: Because there is little time, the product should take an entry in one step; long forms are ruled out.
- R2: Because trust comes first, the product should show who sees what; a mandatory sign-up is ruled out.
- R3: Because mistakes happen, the product should undo in one step; "are you sure?" is ruled out.
- R4: Because networks fail, the product should keep what was entered; a blank page without a connection is ruled out.${
    constraint === undefined
      ? ''
      : `\n- R5: Because ${quoted(clip(constraint, 120))} is fixed, whatever contradicts it is ruled out.`
  }`
}

function productInBrief(brief: Brief): string {
  return `${IDEA_MARK} ${brief.idea}

**${brief.title}** is made for ${brief.audience}. Promise: "${kindOf(brief.idea).promise}"

${constraintList(brief)}

Riskiest open assumption: A1, that it is used more than once without a reminder.`
}

function journeys(brief: Brief): string {
  const [first, second] = featuresOf(brief)
  const kind = kindOf(brief.idea)
  // The journeys of a kind are about its own features; the user's and the reviewer's are about anything.
  const itsOwn = kind.features[0][0] === first?.name && kind.features[1][0] === second?.name
  const { use, look } = itsOwn ? kind : GENERAL
  const middle = (name: string | undefined) => quoted(lower(name ?? 'do it in one step'))
  return `- **J1, the first minute.** Opens it → sees an example → changes one thing → it is theirs. *It worked:* something of their own is on the screen.
- **J2, ${use.name}.** ${use.before} → ${middle(first?.name)} → ${use.after}. *It worked:* ${use.worked}
- **J3, ${look.name}.** ${look.before} → ${middle(second?.name)} → ${look.after}. *It worked:* ${look.worked}
- **J4, it goes wrong.** Wrong entry, no connection, empty battery → opens it again → everything is there, the mistake is undone in one step. *It worked:* nothing was lost.`
}

const REASONS = [
  'nothing works without it',
  'J3 has nothing to show otherwise',
  'J1 ends on an empty page otherwise',
  'J4 loses something otherwise',
  'the promise is not kept otherwise',
]

function firstVersion(brief: Brief): string {
  const first = featuresOf(brief).slice(0, 5)
  return `${first.map(({ id, name }, index) => `${index + 1}. **${id} ${name}**: ${REASONS[index % REASONS.length]}`).join('\n')}

On the day this ships, all four journeys can be lived from end to end, roughly.`
}

const SIGNS = [
  'when three people ask for it unprompted',
  'when the first version has been in use for a month',
  'when somebody builds a workaround for it',
  'when its absence has cost an hour',
]

function later(brief: Brief): string {
  const waiting = featuresOf(brief).slice(5)
  if (waiting.length === 0) return '- Nothing waits: the first version is the whole plan.'
  return waiting.map(({ id, name }, index) => `- ${id} ${name}: ${SIGNS[index % SIGNS.length]}`).join('\n')
}

function openDecisions(): string {
  return `1. **One device or several?** With several, keeping them in step moves into the first version. *Default:* one.
2. **Who may see what?** Separate views make every feature larger. *Default:* everybody who has access sees everything.
3. **Who looks after it?** If nobody can, it must run without care. *Default:* nobody has to.`
}
