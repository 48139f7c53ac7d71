import type { ModelRequest } from '@main/engine/ports'
import { findTask, type Task } from './find-task'
import { readBrief, type Brief } from './read-brief'
import { readOutline } from './read-outline'
import { writeExtension } from './write-extension'
import { writeFeatures } from './write-features'
import { writeFinal } from './write-final'
import { writeAnalysis, writeExtract, writeSummary, writeText, writeTransform } from './write-general'
import { writeIdea } from './write-idea'
import { writeJson } from './write-json'
import { writeCorrected, writeOutline } from './write-outline'
import { writePrompts } from './write-prompts'
import { writeResearch } from './write-research'
import { writeWisdom } from './write-wisdom'

const WRITERS: Record<Task, (brief: Brief) => string> = {
  idea: writeIdea,
  research: writeResearch,
  features: writeFeatures,
  extend: writeExtension,
  wisdom: writeWisdom,
  final: writeFinal,
  prompts: writePrompts,
  summarize: writeSummary,
  extract: writeExtract,
  analyze: writeAnalysis,
  transform: writeTransform,
  write: writeText,
}

/** Writes the demo provider's answer. Pure: the same request and seed give the same text, byte for byte. */
export function writeAnswer(request: ModelRequest, seed: string): string {
  const brief = readBrief(request, seed)
  if (request.output.format === 'json') return writeJson(brief, request.output.schema)
  const outline = readOutline(brief.instructions)
  const text =
    writeCorrected(outline, brief) ??
    (outline.length > 0 ? writeOutline(outline, brief) : WRITERS[findTask(request)](brief))
  return brief.comment === undefined ? text : `${text}\n## After the review\n\n${answerTo(brief.comment)}\n`
}

function answerTo(comment: string): string {
  const quoted = comment.trim().slice(0, 600).split('\n').map((line) => `> ${line}`.trimEnd()).join('\n') // prettier-ignore
  return `You asked for a change:\n\n${quoted}\n\nThis version takes it up: where the comment and the earlier text disagreed, the comment won.`
}
