import type { ModelRequest } from '@main/engine/ports'

/** What a prompt asks for, as far as the demo provider tells tasks apart. */
export type Task =
  | 'idea'
  | 'research'
  | 'features'
  | 'extend'
  | 'wisdom'
  | 'final'
  | 'prompts'
  | 'summarize'
  | 'extract'
  | 'analyze'
  | 'transform'
  | 'argue'
  | 'memo'
  | 'write'

/** Stronger phrases first; within one strength the phrase that comes first in the request decides. */
const PHRASES: [Task, strong: RegExp, weak: RegExp][] = [
  ['prompts', /implementation prompts?|coding prompts?|prompts? (?:for|to) (?:an? )?(?:ai )?(?:coding|developer)/i, /self-contained|prompt engineer/i],
  ['final', /final improvements?|final (?:polish|pass|plan|revision)|last round/i, /finali[sz]e/i],
  ['wisdom', /project wisdom|\bwisdom\b|guiding principles|lessons (?:learned|to keep)/i, /principles|lessons|decisions and/i],
  ['extend', /extend (?:and|&) improve|extend(?:s|ing)? and improv|strengthen (?:the|this|each)/i, /\bextend|\bimprov(?:e|ing)\b|deepen/i],
  ['features', /feature brainstorm|brainstorm(?:s|ing)?\b[^.]{0,40}features?/i, /brainstorm|\bfeatures?\b/i],
  ['research', /research (?:and|&) context|context gathering|market research|competitive/i, /\bresearch|background|landscape/i],
  ['idea', /idea generation|product concept|generate (?:an? |the )?(?:product )?(?:idea|concept)s?/i, /\bconcepts?\b|\bideas?\b|vision/i],
  ['argue', /best (?:case|arguments?)\b|\barguments? (?:for|against)\b|\bpros and cons\b|devil's advocate/i, /\bfor and against\b/i],
  ['memo', /\bas a memo\b|\bwrite a memo\b|\bmemo (?:on|about)\b/i, /\bmemo\b/i],
  ['summarize', /summari[sz](?:e|es|ing)\b|tl;?dr|executive summary/i, /summary|condense|in short/i],
  ['extract', /\bextract(?:s|ing)?\b|pull out|key (?:points|facts|takeaways)/i, /\blist (?:all|the|every)/i],
  ['analyze', /analy[sz](?:e|es|ing)\b|strengths and weaknesses|\bswot\b/i, /\brisks?\b|trade-?offs?|critique|evaluate|assess/i],
  ['transform', /\brewrit(?:e|es|ing)\b|translat(?:e|es|ing)|rephrase|transform/i, /convert|turn (?:the|this|it) .{0,40}into|edit(?:or|ing)?\b/i],
] // prettier-ignore

/**
 * Tells from the system prompt, the beginning and the end of the prompt what is asked for. What is between is
 * mostly what earlier steps wrote, and that names other tasks.
 */
export function findTask(request: ModelRequest): Task {
  const prompt = request.messages[0]?.content ?? ''
  const head = prompt.slice(0, 240)
  const tail = prompt.slice(-400)
  return (
    firstMatch(request.systemPrompt, 1) ??
    firstMatch(head, 1) ??
    firstMatch(tail, 1) ??
    firstMatch(head, 2) ??
    firstMatch(request.systemPrompt, 2) ??
    firstMatch(tail, 2) ??
    'write'
  )
}

function firstMatch(text: string, strength: 1 | 2): Task | undefined {
  return PHRASES.map((phrase) => ({ task: phrase[0], at: text.search(phrase[strength]) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)[0]?.task
}
