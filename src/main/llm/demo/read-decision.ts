import type { Brief } from './read-brief'
import { findItems } from './find-items'

/** A decision as the Decision Memo's steps hand it on: lines of instructions with JSON behind a name. */
export interface Decision {
  question: string
  owner: string
  deadline: string
  options: string[]
  /** What each option would mean, by its name. */
  summaries: ReadonlyMap<string, string>
  musts: string[]
  criteria: string[]
  facts: Sourced[]
  assumptions: Sourced[]
  disputes: string[]
  unknowns: string[]
  /** What the owner decided, or the recommendation before them. */
  chosen: string | undefined
}

interface Sourced {
  text: string
  by: string
}

/** Undefined where a prompt carries no decision. */
export function readDecision({ instructions, blocks }: Brief): Decision | undefined {
  const question = line(instructions, /^(?:decision|question)$/i)
  if (question === undefined) return undefined
  const list = (label: RegExp): Record<string, string>[] => records(line(instructions, label))
  const options = list(/^options/i)
  const criteria = list(/^criteria/i)
  const decided = blocks.get('decision_made') ?? ''
  return {
    question,
    owner: line(instructions, /^owner/i) ?? 'not stated',
    deadline: line(instructions, /^deadline/i) ?? 'not stated',
    options: options.length > 0 ? options.map(nameIn) : comparedIn(blocks.get('comparison') ?? ''),
    summaries: new Map(options.map((option) => [nameIn(option), option['summary'] ?? ''])),
    musts: criteria.filter(({ kind }) => kind === 'must').map(nameIn),
    criteria: criteria.map(nameIn),
    facts: list(/^facts/i).map(sourced),
    assumptions: list(/^assumptions/i).map(sourced),
    disputes: list(/^disagreements/i).map(({ topic = '', positions = '' }) => positions || topic),
    unknowns: list(/^(?:unknowns|what nobody)/i).map(({ text = '' }) => text),
    chosen: paragraphUnder(decided, /^#+\s+recommended/im),
  }
}

function line(instructions: string, label: RegExp): string | undefined {
  for (const candidate of instructions.split('\n')) {
    const [, name = '', value = ''] = /^([A-Z][\w ]{2,40}): (.+)$/.exec(candidate) ?? []
    if (name !== '' && label.test(name)) return value
  }
  return undefined
}

function records(json: string | undefined): Record<string, string>[] {
  if (json?.startsWith('[') !== true) return []
  try {
    const values: unknown = JSON.parse(json)
    if (!Array.isArray(values)) return []
    return values
      .slice(0, 12)
      .map((value: unknown) => (typeof value === 'string' ? { text: value } : texts(value)))
  } catch {
    // It only looked like JSON.
    return []
  }
}

function texts(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

const nameIn = ({ name = '', text = '' }: Record<string, string>): string => name || text
const sourced = ({ statement = '', text = '', source, held_by }: Record<string, string>): Sourced => ({
  text: statement || text,
  by: source ?? held_by ?? 'not stated',
})

function comparedIn(comparison: string): string[] {
  return findItems(comparison, /best case/i).map(({ name }) => name)
}

function paragraphUnder(text: string, heading: RegExp): string | undefined {
  const at = text.search(heading)
  if (at === -1) return text.trim().split('\n\n')[0]?.slice(0, 600) || undefined
  const body = text.slice(at).split('\n').slice(1).join('\n').trim()
  return body.split(/\n\s*\n|\n(?=#)/)[0]?.slice(0, 600) || undefined
}
