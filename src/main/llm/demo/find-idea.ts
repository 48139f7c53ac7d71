/** The mark under which a demo answer hands the idea on to the steps after it. */
export const IDEA_MARK = '**Idea:**'

const CONTENT_LABEL =
  /^(?:[#>*-]\s*)?(?:\*\*)?(?:(?:here is|this is|about) )?(?:the |a |my |our |your )?(?:\w+[ -]){0,2}(?:idea|topic|input|subject|brief|concept|request|question|decision|thesis|theme|goal|notes?|text|article|source|material|content)\b[^:\n]{0,40}:(?:\*\*)?[ \t]*(.*)$/i
const TAGS = [
  'idea',
  'input',
  'topic',
  'question',
  'subject',
  'request',
  'brief',
  'text',
  'article',
  'notes',
  'material',
  'content',
  'source',
]
const INSTRUCTION =
  /^(?:you are|write|generate|create|list|give|produce|describe|explain|summari[sz]e|analy[sz]e|extract|rewrite|translate|turn|convert|review|research|brainstorm|improve|extend|based on|using|use|for each|do not|don't|keep|make|be|answer|return|respond|include|then|think|consider|take|read|identify|develop|propose|suggest|compare|find|outline|draft)\b/i
const ABOUT = /\b(?:about|regarding|concerning|on the topic of|on the subject of|titled|called)\s+(.{3,})/i

/**
 * What a prompt is about: the user's input as far as it can be told from the instructions around it. Looks for what
 * an earlier demo answer handed on, then for tags and labels, then for the paragraph that reads least like an
 * instruction.
 */
export function findIdea(prompt: string, blocks: ReadonlyMap<string, string>): string {
  const idea =
    handedOn(prompt) ??
    tagged(prompt, blocks) ??
    labelled(prompt) ??
    inline(prompt) ??
    introduced(prompt) ??
    paragraphs(prompt).find((paragraph) => !INSTRUCTION.test(paragraph)) ??
    ABOUT.exec(prompt)?.[1] ??
    prompt
  return firstSentences(fromJson(idea))
}

function handedOn(prompt: string): string | undefined {
  const at = prompt.indexOf(IDEA_MARK)
  if (at === -1) return undefined
  return (
    prompt
      .slice(at + IDEA_MARK.length)
      .split('\n', 1)[0]
      ?.trim() || undefined
  )
}

/** A block of its own, or `<idea>TEXT</idea>` on one line. */
function tagged(prompt: string, blocks: ReadonlyMap<string, string>): string | undefined {
  const tag = TAGS.find((name) => blocks.has(name))
  if (tag !== undefined) return blocks.get(tag)
  const line = prompt.split('\n').find((candidate) => TAGS.some((name) => candidate.startsWith(`<${name}>`)))
  return line === undefined ? undefined : /^<(\w+)>(.+)<\/\1>/.exec(line.slice(0, 2000))?.[2]
}

/** `Idea: TEXT`, or `Idea:` and the paragraph below it. */
function labelled(prompt: string): string | undefined {
  const lines = prompt.split('\n')
  for (const [index, line] of lines.entries()) {
    const match = CONTENT_LABEL.exec(line.trim())
    if (match === null) continue
    const content = match[1]?.trim() || below(lines, index)
    if (content !== undefined) return content
  }
  return undefined
}

/** `Return JSON with … for: TEXT`. */
function inline(prompt: string): string | undefined {
  const line = prompt
    .split('\n')
    .find((candidate) => INSTRUCTION.test(candidate) && /: \S.{5,}/.test(candidate))
  return line?.slice(line.lastIndexOf(': ') + 2)
}

/** The paragraph under a line that ends with a colon. */
function introduced(prompt: string): string | undefined {
  const lines = prompt.split('\n')
  const index = lines.findIndex((line) => line.trim().endsWith(':'))
  return index === -1 ? undefined : below(lines, index)
}

function below(lines: string[], index: number): string | undefined {
  return paragraphs(lines.slice(index + 1).join('\n'))[0]
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.slice(0, 4000).replace(/^[#>\s"'`]+|["'`\s]+$/g, ''))
    .filter((paragraph) => paragraph !== '')
}

/** An input that is an object goes into a prompt as JSON: take the text in it that says most. */
function fromJson(text: string): string {
  if (!/^\s*[{[]/.test(text)) return text
  try {
    const value: unknown = JSON.parse(text)
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
    const telling = entries.find(
      ([key, entry]) => /idea|topic|title|name|subject|text/i.test(key) && typeof entry === 'string',
    )
    const found: unknown = (telling ?? entries.find(([, entry]) => typeof entry === 'string'))?.[1]
    return typeof found === 'string' ? found : text
  } catch {
    // It only looked like JSON: it is text then.
    return text
  }
}

function firstSentences(text: string): string {
  const line = text
    .slice(0, 2000)
    .replace(/[*_`#>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const first = /^.+?[。？！]/u.exec(line)?.[0]
  if (first !== undefined) return first.slice(0, 160).replace(/[。？！]$/u, '')
  if (line.length <= 160) return line.replace(/[.:;,?!。？！\s]+$/u, '')
  const sentence = /^.{20,160}?[.!?](?=\s)/.exec(line)?.[0] ?? line.slice(0, 160).replace(/\s+\S*$/, '')
  return sentence.replace(/[.:;,?!\s]+$/, '')
}
