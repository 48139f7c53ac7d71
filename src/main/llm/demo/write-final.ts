import { findItems } from './find-items'
import { IDEA_MARK } from './find-idea'
import type { Brief } from './read-brief'
import { carriedOver } from './write-extension'
import { lower } from './sentences'

/** The last round before building: scope, order, quality bars, and what was cut. */
export function writeFinal({ idea, thing, audience, title, words, pick, material }: Brief): string {
  const scope = carriedOver(material, thing).slice(0, 5)
  const principle = findItems(material, /principle/i)[0]?.name ?? 'Seconds are the currency'
  const stack = pick.one(
    [
      'a single-page web app with a local database that synchronises when it can',
      'a small native app with an embedded database, and no server in the first release',
    ],
    'stack',
  )
  return `# Final plan for ${title}

${IDEA_MARK} ${idea}

The plan below is what remains after the reviews. Where two wishes collided, the principle *${lower(principle)}* decided.

## Scope of the first release

${scope.map(({ name }, index) => `${index + 1}. **${name}**${index === 0 ? ', finished to the last detail before anything else starts' : ''}`).join('\n')}

## Final improvements

- **First minute**: the ${thing} opens on an example that belongs to ${audience}, ready to be changed.
- **Empty states**: each says what will be here and offers the one action that fills it.
- **Errors**: every message names what happened and what to do; nothing typed is ever lost.
- **Accessibility**: full use by keyboard and screen reader, text at 200 %, contrast of at least 4.5 to 1.
- **Speed**: from tap to saved in under 100 milliseconds on a five-year-old phone.

## Shape

Built as ${stack}. Three parts: a store for ${words[0]}, rules that find patterns, and screens that know neither.

## Order of work

| Week | Result |
| --- | --- |
| 1 | Data model, storage, export |
| 2-3 | ${scope[0]?.name ?? 'The core'} |
| 4-5 | ${scope[1]?.name ?? 'The second feature'}, ${scope[2]?.name ?? 'the third'} |
| 6 | Trial with twelve ${audience} |

## Cut, and why

- **Accounts**: nobody needs one to begin.
- **Statistics for others**: it would change what people dare to enter.
`
}
