import { findIds } from './find-ids'
import { IDEA_MARK } from './find-idea'
import type { SectionWriter } from './read-outline'
import type { Brief } from './read-brief'
import { capital, lower } from './sentences'
import { currentFeatures } from './subjects'

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

/** What the user's text fixes: sentences that set a bound. */
export function constraintsOf({ sentences, audience, material, ownInput }: Brief): string[] {
  const named = findIds(material, 'C').map(({ name, text }) => (text === '' ? name : `${name}: ${text}`))
  if (named.length > 0) return named.slice(0, 4)
  const stated = (ownInput ? sentences : []).filter((sentence) =>
    /\b(?:must|only|without|no |not |never|already|budget|free|run by|should|need)/i.test(sentence),
  )
  return [`It is for ${audience}.`, ...stated].slice(0, 4)
}

function ideaRestated(brief: Brief): string {
  const { idea, thing, audience, title, sentences } = brief
  const details = sentences.filter((sentence) => !sentence.startsWith(idea.slice(0, 20))).slice(0, 2)
  return `${IDEA_MARK} ${idea}

${capital(thing)} means here: one thing, done well, for ${audience}, ${['under the working name', `${title}.`, ...details].join(' ')}

${constraintsOf(brief)
  .map((constraint, index) => `- C${index + 1}: ${constraint}`)
  .join('\n')}`
}

function directions({ thing, audience, words, title }: Brief): string {
  return `**${title}, as given.** ${capital(audience)} use a ${thing} at the moment it matters. Its best argument is that the need is stated by those who have it; its weakness is that habits are strong.

**The paper twin.** The same rules on one printed sheet per week. Can be tried tomorrow; nothing comes back out of it. This is the direction that is much smaller.

**Buddies first.** Two people look after each other's ${words[0]}, and the tool only passes messages on. Strong pull to return; useless for those who are alone with it.

**No entry at all.** The ${thing} guesses from what happens anyway and asks only for a yes or no. Drops what the idea takes for granted, that somebody enters data; wrong guesses cost trust.

**The shared board.** One screen for the whole group in the room where they meet. Visible without opening anything; private matters don't belong there.`
}

function chosenConcept({ thing, audience, words, title }: Brief): string {
  return `- **Working name:** ${title}
- **Promise:** "It takes me ten seconds, and it never makes me feel behind."
- **Core user and situation:** one of the ${audience}, in the first quiet minute after something happened that should not be forgotten
- **Problem:** today it is written on whatever is at hand, or not at all; what is lost is noticed when it is needed
- **How it works:**
  1. Something about ${words[0]} happens.
  2. They say or tap one thing.
  3. ${title} puts it where it belongs.
  4. At a moment that suits them, it shows what is next.
  5. Once a week it names one pattern, with its reason.
- **Why they would switch:** a ${thing} that fits the real day asks less than paper does, and gives something back`
}

function smallestProof({ audience, words }: Brief): string {
  return `Ten ${audience} get a printed card and a phone number for two weeks. They send one message whenever ${words[0]} comes up; somebody answers by hand with what the product would say. It is a yes if six still write in the second week without being reminded, and a no if fewer than three do.`
}

function assumptions({ audience, thing, words }: Brief): string {
  return `- A1: ${capital(audience)} will enter something by themselves more than once. *Check:* the two weeks above. This one would sink the product first.
- A2: One entry can be made in ten seconds. *Check:* a paper mock-up and a stopwatch, five people.
- A3: A weekly pattern about ${words[0]} is worth reading. *Check:* write three by hand and ask which they would have missed.
- A4: The ${thing} may keep its data on one device. *Check:* ask what they would do after losing it.`
}

function notDoing({ thing }: Brief): string {
  return `- **A social network:** people meet elsewhere.
- **Reports for superiors:** they would change what people dare to enter.
- **Everything else nearby:** a ${thing} that also does the rest does nothing well.`
}

function peopleToday({ audience, words, sentences }: Brief): string {
  const own = sentences.slice(0, 3)
  return `${own.length > 0 ? `${own.join(' ')} [known]` : `The core users are ${audience}. Around them are colleagues who share the consequences, and somebody who would have to look after a new tool. [inferred]`}

Today it goes like this:
1. Something about ${words[0]} comes up while hands and head are busy. [inferred]
2. It is remembered, written on paper, or sent to oneself. [known]
3. Later somebody has to find it again, and asks around. [inferred]

It goes wrong at the hand-over, after a break, and whenever two people believe that the other one did it. [inferred]`
}

function domainRules({ audience, words }: Brief): string {
  return `- **Words:** use those that ${audience} use for ${words.slice(0, 2).join(' and ')}; new words cost trust. [inferred]
- **Time:** a day may begin in the evening and end after sleep; dates alone mislead. [known]
- **Privacy:** what concerns people is stored sparingly and can be deleted; the rules of the place apply. [verify]
- **Custom:** whoever did something tells the next one; a tool that replaces this must not lose it. [inferred]`
}

function technology({ thing, words }: Brief): string {
  return `- **Storage:** an embedded database on the device is enough for a ${thing} of this size. [known]
- **Without a network:** write locally first, compare later; the hard part is two changes to one entry, and the usual answer is to keep both and ask. [known]
- **Reminders:** the systems of phones limit what runs in the background; plan for reminders that come late. [known]
- **Reading patterns in ${words[0]}:** plain counting over weeks goes a long way before anything cleverer is needed. [inferred]`
}

function assumptionsTested(brief: Brief): string {
  const named = findIds(brief.blocks.get('concept') ?? brief.material, 'A')
  const verdicts = ['open: nothing but the trial can tell', 'supported: short entries are common in comparable tools', 'open: interest is easily said and rarely shown', 'contradicted in part: devices get lost, so an export is needed'] // prettier-ignore
  const tested =
    named.length > 0 ? named : [{ id: 'A1', name: 'People enter something by themselves', text: '' }]
  return tested
    .map(
      ({ id, name }, index) =>
        `- ${id} (${lower(name).replace(/\.$/, '')}): ${verdicts[index % verdicts.length]}. [inferred]`,
    )
    .join('\n')
}

function risks({ audience, thing }: Brief): string {
  return `- **Nobody comes back.** Early sign: fewer entries on day four than on day two. Lower it: one useful answer before the third entry.
- **It is one more thing.** Early sign: paper and ${thing} side by side. Lower it: replace one sheet entirely.
- **Trust is lost.** Early sign: questions about who can see what. Lower it: answer on the first screen.
- **The wrong moment.** Early sign: reminders switched off. Lower it: let ${audience} set the rhythm.
- **One maintainer.** Early sign: a week without an answer. Lower it: nothing that needs daily care.`
}

function consequences({ audience, words }: Brief): string {
  return `- R1: Because moments are short, the product should take an entry in one gesture; forms are ruled out.
- R2: Because days are irregular, the product should measure over weeks; streaks are ruled out.
- R3: Because trust comes early, the product should work without an account; a mandatory sign-up is ruled out.
- R4: Because ${audience} know ${words[0]} best, the product should let them name things; fixed categories are ruled out.
- R5: Because networks fail, the product should be complete without one.`
}

function productInBrief(brief: Brief): string {
  const { idea, title, thing, audience } = brief
  return `${IDEA_MARK} ${idea}

**${title}** is a ${thing} for ${audience}. Promise: "It takes me ten seconds, and it never makes me feel behind." Core user: one of the ${audience}, in a quiet minute.

${constraintsOf(brief)
  .map((constraint, index) => `- C${index + 1}: ${constraint}`)
  .join('\n')}

Riskiest open assumption: A1, that they enter something by themselves more than once.`
}

function journeys({ words, audience }: Brief): string {
  return `- **J1, the first minute.** Opens it → sees an example that fits ${audience} → changes one word → it is theirs. *It worked:* something of their own is on the screen.
- **J2, on the go.** Something about ${words[0]} happens → one gesture → confirmation that can be felt. *It worked:* they don't think about it again.
- **J3, the look back.** A quiet moment → the last weeks at a glance → one pattern with its reason → keep or dismiss. *It worked:* they learned something.
- **J4, it goes wrong.** Wrong entry, no network, dead battery → opens it again → everything is there, the mistake is undone in one step. *It worked:* nothing was lost.`
}

function firstVersion(brief: Brief): string {
  const first = currentFeatures(brief).slice(0, 5)
  const reasons = ['nothing works without it', 'J2 would be broken', 'J4 would lose data', 'J3 needs something to show', 'trust is decided in the first week'] // prettier-ignore
  return `${first.map(({ id, name }, index) => `${index + 1}. ${id} ${name}: ${reasons[index % reasons.length]}`).join('\n')}

On the day this ships, one of the ${brief.audience} can live every journey from end to end, roughly.`
}

function later(brief: Brief): string {
  const waiting = currentFeatures(brief).slice(5)
  if (waiting.length === 0) return '- Nothing waits: the first version is the whole plan.'
  return waiting.map(({ id, name }) => `- ${id} ${name}: when three people ask for it unprompted`).join('\n')
}

function openDecisions({ audience }: Brief): string {
  return `1. **One device or several?** With several, synchronising moves into the first version. *Default:* one.
2. **May colleagues see anything?** If so, sharing comes before patterns. *Default:* no.
3. **Who looks after it?** If nobody among the ${audience} can, it must run without care. *Default:* nobody can.`
}
