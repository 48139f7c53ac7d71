import { IDEA_MARK } from './find-idea'
import type { Brief } from './read-brief'

/** A first concept for the user's idea: what it is, for whom, why now, and what it is not. */
export function writeIdea({ idea, thing, audience, title, words, pick }: Brief): string {
  const problem = pick.one(
    [
      `Most tools in this space assume a calm desk, a regular day and a user with time to spare. For ${audience} none of the three holds, so good intentions die at the first hurdle.`,
      `What exists today was built for everybody, which means that ${audience} bend their day around the tool instead of the other way round.`,
      `For ${audience} the need is real but the moment is short: whatever takes longer than half a minute is put off, and what is put off is lost.`,
    ],
    'problem',
  )
  const promise = pick.one(
    [
      `a ${thing} that is useful in the first minute and still honest after a year`,
      `a ${thing} that fits into the gaps of the day and never asks for more than it gives back`,
      `a ${thing} that does one thing with great care and leaves the rest alone`,
    ],
    'promise',
  )
  return `# ${title}

${IDEA_MARK} ${idea}

${title} is ${promise}. It is made with ${audience} in mind, and every decision below is measured against them.

## The problem

${problem}

## The concept

- **Starts from the moment of use.** The first screen answers a single question about ${words[0]}; everything else is one step away.
- **Learns the rhythm, not the calendar.** Patterns are found in what people do, so an irregular week is not a failure.
- **Keeps what it knows close.** Data stay on the device unless somebody decides otherwise.
- **Says less, later.** A reminder arrives when it can be acted on, or not at all.

## Who it is for

The first hundred users are ${audience}. They share a vocabulary and a schedule, they talk to each other, and they notice at once when a product does not understand their work.

## What it is not

It is not a social network, not a dashboard for managers, and not a collection of everything related to ${words.slice(0, 2).join(' and ')}.

## How we will know

| Sign | Target after eight weeks |
| --- | --- |
| People who return in the second week | 45 % |
| Time from opening to done, median | under 20 seconds |
| Users who recommend it unasked | 1 in 6 |
`
}
