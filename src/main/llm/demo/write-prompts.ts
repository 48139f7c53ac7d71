import type { Item } from './find-items'
import { IDEA_MARK } from './find-idea'
import type { Brief } from './read-brief'
import { carriedOver } from './write-extension'
import { lower } from './sentences'

/** Coding prompts in the order of their dependencies; each can be handed to an assistant on its own. */
export function writePrompts({ idea, thing, audience, title, words, material }: Brief): string {
  const features = carriedOver(material, thing).slice(0, 3)
  const prompts = [
    { name: 'Project skeleton', needs: [], body: SKELETON(thing) },
    { name: 'Data model and storage', needs: [1], body: STORAGE(words[0]) },
    ...features.map((feature, index) => ({
      name: feature.name,
      needs: index === 0 ? [2] : [2, 3],
      body: featurePrompt(feature, audience, words[0]),
    })),
    { name: 'Export, deletion and privacy', needs: [2], body: PRIVACY },
    {
      name: 'Last checks',
      needs: Array.from({ length: features.length + 1 }, (_, index) => index + 3),
      body: CHECKS,
    },
  ]
  return `# Implementation prompts for ${title}

${IDEA_MARK} ${idea}

Give these to a coding assistant one after the other, top to bottom. Each stands on its own and says what must exist already.

${prompts.map(({ name, needs, body }, index) => section(index + 1, name, needs, `You are building ${title}, a ${thing} for ${audience}. ${body}`)).join('\n\n')}
`
}

function section(number: number, name: string, needs: number[], text: string): string {
  const requires = needs.length === 0 ? 'nothing' : needs.map((need) => `prompt ${need}`).join(', ')
  return `## ${number}. ${name}\n\n*Needs: ${requires}*\n\n> ${text}`
}

function featurePrompt({ name, text }: Item, audience: string, word: string): string {
  const what = text === '' ? '' : ` It does this: ${lower(text).replace(/[.]?$/, '.')}`
  return `Add the feature "${name}".${what} Read and write ${word} entries only through the storage module. Design for ${audience}: one hand, short attention, no network. Done when: it can be used by keyboard alone, an interrupted action loses nothing, and unit tests cover the empty, the normal and the failing case.`
}

const SKELETON = (thing: string) =>
  `Set up a TypeScript project for a ${thing} with Vite, React, strict compiler options, a linter and Vitest. Create folders for storage, rules and screens; screens may import rules, rules may import storage, never the other way round. Done when: an empty screen with the product's name is shown, and lint, type check and one sample test pass.`
const STORAGE = (word: string) =>
  `Create the storage module. An entry has an id, a ${word}, a time with its time zone, and an optional note. Keep entries in IndexedDB behind an interface with add, list, update and remove; every write is confirmed before the screen says so. Done when: tests against a real database prove that entries survive a reload and that a failed write changes nothing.`
const PRIVACY =
  'Add a screen that exports everything as one JSON file and deletes everything after a second question. Nothing may leave the device. Done when: an exported file can be imported again with the same result, and a test asserts that no network request is made.'
const CHECKS =
  'Go through every screen with a keyboard, with a screen reader and at 200 % text size, and mend what fails. Then measure the time from opening to a saved entry and bring it under two seconds. Done when: the results are written down in docs/checks.md with the date and the device.'
