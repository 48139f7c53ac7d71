import { parsePrompt } from '@shared/prompt/parse-prompt'
import type { PromptTemplate } from '@shared/prompt/prompt-template'

/** Shorter ones are parsed at once. */
const LONG = 2_000
const MOST = 6

/** The newest is the last one. */
const lately = new Map<string, PromptTemplate>()

/** Parses a text; a long one once for all who ask between two letters. */
export function parseText(text: string): PromptTemplate {
  if (text.length < LONG) return parsePrompt(text)
  const template = lately.get(text) ?? parsePrompt(text)
  lately.delete(text)
  lately.set(text, template)
  const [oldest] = lately.keys()
  if (lately.size > MOST && oldest !== undefined) lately.delete(oldest)
  return template
}
