import type { ModelRequest } from '@main/engine/ports'
import { DEMO_MARK } from './demo-mark'
import { findTask, type Task } from './find-task'
import { readBrief, type Brief } from './read-brief'
import { readOutline, type OutlineSection } from './read-outline'
import { CONCEPT_SECTIONS } from './sections-concept'
import { SPECIFICATION_SECTIONS } from './sections-specification'
import { writeArgument, writeMemo } from './write-argument'
import { writeExtract, writeSummary, writeText, writeTransform } from './write-general'
import { writeJson } from './write-json'
import { writeCorrected, writeOutline } from './write-outline'
import { writeTable } from './write-table'

/** What a task is answered with where the prompt prescribes no headings. */
const TASKS: Record<Task, string[] | ((brief: Brief) => string)> = {
  idea: ['Idea Restated', 'Chosen Concept', 'Smallest Proof', 'Assumptions', 'Out of Scope'],
  research: ['People and Their Work Today', 'Alternatives', 'Technical Landscape', 'Risks'],
  features: ['Journeys', 'Feature List', 'First Version', 'Later', 'Not Doing'],
  extend: ['Decisions', 'Features', 'Quality', 'Added and Changed'],
  wisdom: ['Purpose', 'Glossary', 'Invariants', 'Principles', 'Traps'],
  final: ['Final Specification', 'Build Slices'],
  prompts: ['Prompts', 'After the Last Prompt'],
  analyze: ['Findings', 'Gaps and Contradictions', 'Other Explanations', 'What Follows'],
  summarize: writeSummary,
  extract: writeExtract,
  transform: writeTransform,
  argue: writeArgument,
  memo: writeMemo,
  write: writeText,
}

/** Writes the demo provider's answer. Pure: the same request and seed give the same text, byte for byte. */
export function writeAnswer(request: ModelRequest, seed: string): string {
  const brief = readBrief(request, seed)
  if (request.output.format === 'json') return writeJson(brief, request.output.schema)
  const outline = readOutline(brief.instructions)
  const text =
    writeCorrected(outline, brief) ??
    (outline.length > 0 ? writeOutline(outline, brief) : answerTask(findTask(request), brief))
  return [label(brief), brief.comment === undefined ? '' : answerTo(brief.comment), text]
    .filter((part) => part !== '')
    .join('\n\n')
}

function answerTask(task: Task, brief: Brief): string {
  const answer = TASKS[task]
  if (typeof answer === 'function') return answer(brief)
  return `${answer.map((heading) => `## ${heading}\n\n${sectionOf(heading, brief)}`).join('\n\n')}\n`
}

function sectionOf(heading: string, brief: Brief): string {
  if (heading === 'Alternatives') return writeTable(ALTERNATIVE_COLUMNS, brief)
  if (heading === 'Feature List')
    return writeTable(['ID', 'feature', 'what the user can do', 'journeys', 'value', 'effort'], brief)
  const writer = [...CONCEPT_SECTIONS, ...SPECIFICATION_SECTIONS].find(([name]) => name.test(heading))
  const section: OutlineSection = { level: 2, heading, description: '' }
  return (
    writer?.[1](brief) ??
    writeOutline([section], brief)
      .replace(/^.*\n\n/, '')
      .trimEnd()
  )
}

const ALTERNATIVE_COLUMNS = [
  'alternative',
  'who uses it',
  'what it does well',
  'where it falls short',
  'mark',
]

/**
 * Says what this is, also where it is copied or exported, and what it was made from, so that one can see how the
 * steps are chained.
 */
function label({ blocks, material }: Brief): string {
  const words = (text: string) => {
    const letters = text.match(/[\u3040-\u30ff\u3400-\u9fff]/g)?.length ?? 0
    if (letters > 0) return `${grouped(text.length)} characters`
    const count = text.split(/\s+/).filter((word) => word !== '').length
    return count === 1 ? '1 word' : `${grouped(count)} words`
  }
  const parts = [...blocks].map(([tag, text]) => `${tag.replaceAll('_', ' ')} (${words(text)})`)
  const from = parts.length === 0 ? `a prompt of ${words(material)}` : parts.join(', ')
  return `${DEMO_MARK} from: ${from}.*`
}

/** In groups of three. By hand: the first call of `toLocaleString` takes longer than the whole answer. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

function answerTo(comment: string): string {
  const said = comment.trim().slice(0, 600).split('\n').map((line) => `> ${line}`.trimEnd()).join('\n') // prettier-ignore
  return `You sent this back with a comment:\n\n${said}\n\nA model would write the text anew with it. The demo can only show that the comment arrived.`
}
