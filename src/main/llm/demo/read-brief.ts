import type { ModelRequest } from '@main/engine/ports'
import { findIdea } from './find-idea'
import { createPicker, type Picker } from './pick'
import { readBlocks } from './read-blocks'
import { lower, sentencesOf } from './sentences'

/** What a demo answer is written from. */
export interface Brief {
  /** As the user put it, one sentence at most. */
  idea: string
  /** What it is: `habit tracker`. */
  thing: string
  /** Whom it is for: `night-shift nurses`. */
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
  sentences: string[]
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
const OPENING =
  /^(?:what is to be done about |(?:i|we) (?:want|need|would like)(?: to)? |please |build |create |make |design |develop |an? |the |my |our )+/i
const OWN_TEXT = /^(?:idea|input|source|notes|text|article|document|material|brief|topic)$/

/** Reads a request the way the demo provider understands it. Pure: the same request gives the same brief. */
export function readBrief(request: ModelRequest, seed: string): Brief {
  const [first, ...later] = request.messages
  const material = (first?.content ?? '').slice(0, READ)
  const { instructions, blocks } = readBlocks(material)
  const idea = findIdea(material, blocks) || 'something worth building'
  const { thing, audience } = thingAndAudience(idea)
  const own = [...blocks].filter(([tag]) => OWN_TEXT.test(tag)).map(([, text]) => text)
  const ownText = own.length > 0 ? own.join('\n') : putIn(instructions, blocks) || material
  return {
    idea,
    thing,
    audience,
    words: topicWords(idea),
    title: createPicker(idea).one(TITLES, 'title'),
    material,
    instructions,
    blocks,
    ownText,
    ownInput: own.length > 0,
    sentences: sentencesOf(ownText),
    comment: later.findLast(({ role }) => role === 'user')?.content,
    pick: createPicker(`${seed}\0${request.systemPrompt}\0${material}`),
  }
}

/** What earlier steps wrote: the blocks, and longer texts inside of JSON that stands among the instructions. */
function putIn(instructions: string, blocks: Map<string, string>): string {
  const quoted = [...instructions.matchAll(/"([^"\n]{20,400}[.!?])"/g)].map(([, text = '']) => text)
  return [...blocks.values(), ...quoted].join('\n')
}

function thingAndAudience(idea: string): { thing: string; audience: string } {
  const plain = lower(idea.replace(OPENING, ''))
  const forWhom = /^(.{3,60}?)\s+(?:for|aimed at|used by)\s+(.{3,})$/i.exec(plain)
  if (forWhom?.[1] !== undefined && forWhom[2] !== undefined) {
    return { thing: forWhom[1].replace(/,.*$/, ''), audience: clip(forWhom[2].replace(/[,.;].*$/, ''), 60) }
  }
  const thing = /^(.{3,60}?)(?:\s+(?:that|which|who|where|to|so)\s|[,.;:]|$)/i.exec(plain)?.[1] ?? plain
  return { thing: clip(thing, 60), audience: 'the people it is meant for' }
}

function topicWords(idea: string): [string, ...string[]] {
  const words = idea
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word.length > 2 && !STOP_WORDS.has(word))
  const [first = 'idea', ...rest] = new Set(words)
  return [first, ...rest.slice(0, 7)]
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/\s+\S*$/, '')
}
