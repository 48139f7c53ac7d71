import type { ModelRequest } from '@main/engine/ports'
import { withoutMarks } from './demo-mark'
import { findIdea } from './find-idea'
import { createPicker, type Picker } from './pick'
import { readBlocks } from './read-blocks'
import { readStatements, type Statement } from './read-statements'
import { clip, lower } from './sentences'

/** What a demo answer is written from. */
export interface Brief {
  /** As the user put it, one sentence at most. */
  idea: string
  /** Whom it is for, fit to stand behind a preposition: `night-shift nurses`. */
  audience: string
  /** The words it turns on, at least one. */
  words: [string, ...string[]]
  /** A working title that all steps of a run share. */
  title: string
  /** The prompt with everything that was put into it. */
  material: string
  /** The prompt without what was put into it between tags. */
  instructions: string
  /** What was put into the prompt between tags, by tag. */
  blocks: ReadonlyMap<string, string>
  /** The user's own text, as far as it can be told apart: the input, else everything that was put in. */
  ownText: string
  /** Whether `ownText` is the input itself. */
  ownInput: boolean
  /** The sentences of `ownText`. */
  statements: Statement[]
  /** What a reviewer said when sending an earlier answer back. */
  comment: string | undefined
  pick: Picker
}

/** More of a prompt is not read: the answer has to come at once. */
const READ = 200_000

const TITLES = ['Lantern', 'Tideline', 'Harbor', 'Compass', 'Meadow', 'Waypoint', 'Hearth', 'Juniper', 'Northlight', 'Cadence', 'Trellis'] as const // prettier-ignore
const STOP_WORDS = new Set(
  'a an the and or of to in on for with that which who how what is are be it its my our your their this from by as at into about app tool using use helps help helping make makes people not every all does did was were has have can will would should than then but they there when where why more most note notes'.split(' '),
) // prettier-ignore
/** What a short prompt says before the text itself. */
const ORDER = /^(?:summari[sz]e|extract|rewrite|analy[sz]e|translate|shorten)[^:\n]{0,60}:\s*/i
const OWN_TEXT = /^(?:idea|input|source|notes|text|article|document|material|brief|topic)$/

/** Reads a request the way the demo provider understands it. Pure: the same request gives the same brief. */
export function readBrief(request: ModelRequest, seed: string): Brief {
  const [first, ...later] = request.messages
  const material = withoutMarks((first?.content ?? '').slice(0, READ))
  const { instructions, blocks } = readBlocks(material)
  const idea = findIdea(material, blocks) || 'something worth building'
  const own = [...blocks].filter(([tag]) => OWN_TEXT.test(tag)).map(([, text]) => text)
  const ownText = own.length > 0 ? own.join('\n') : putIn(instructions, blocks) || material.replace(ORDER, '')
  return {
    idea,
    audience: audienceOf(idea),
    words: topicWords(idea),
    title: createPicker(idea).one(TITLES, 'title'),
    material,
    instructions,
    blocks,
    ownText,
    ownInput: own.length > 0,
    statements: readStatements(ownText),
    comment: later.findLast(({ role }) => role === 'user')?.content,
    pick: createPicker(`${seed}\0${request.systemPrompt}\0${material}`),
  }
}

/** What earlier steps wrote: the blocks, and longer texts inside of JSON that stands among the instructions. */
function putIn(instructions: string, blocks: Map<string, string>): string {
  const quoted = [...instructions.matchAll(/"([^"\n]{20,400}[.!?])"/g)].map(([, text = '']) => text)
  return [...blocks.values(), ...quoted].join('\n')
}

/** Where the idea doesn't say whom it is for. */
export const ANYBODY = 'its users'

function audienceOf(idea: string): string {
  const [, whom = ''] = /^.{3,80}?\s+(?:for|aimed at|used by)\s+(\p{L}.{2,})$/iu.exec(idea) ?? []
  return whom === '' ? ANYBODY : lower(clip(whom.replace(/[,.;].*$/, ''), 60))
}

function topicWords(idea: string): [string, ...string[]] {
  const words = idea
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word.length > 2 && !STOP_WORDS.has(word))
  const [first = 'idea', ...rest] = new Set(words)
  return [first, ...rest.slice(0, 7)]
}
