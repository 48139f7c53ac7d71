import type { OfferedFile } from '../../state/import-store'

/** As much of one template as the importer takes. */
const MOST_CHARACTERS = 5_000_000
/** Of a list; a longer one is not even read. */
const MOST_OF_LIST = 100_000_000

/** What a text that was pasted means to add: a template, or several in a list. Empty: it is some other text. */
export function readPastedTemplates(text: string): OfferedFile[] {
  if (!text.includes('"format"') || !text.includes('"steps"')) return []
  // Whether it is a template the importer says.
  if (/^\uFEFF?\s*\{/.test(text)) return [offer(text)]
  if (!/^\uFEFF?\s*\[/.test(text) || text.length > MOST_OF_LIST) return []
  return readList(text).map((template) => offer(`${JSON.stringify(template, null, 2)}\n`))
}

/** Several texts of template files as one. */
export function listTemplates(texts: readonly string[]): string {
  return `[\n${texts.map((text) => text.trim()).join(',\n')}\n]\n`
}

function offer(text: string): OfferedFile {
  const fileName = 'pasted text'
  if (text.length <= MOST_CHARACTERS) return { fileName, text }
  return { fileName, refusal: 'The text is larger than 5 MB, and a template is at most that large.' }
}

function readList(text: string): object[] {
  let list: unknown
  try {
    list = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return []
  }
  return Array.isArray(list) && list.every(isTemplate) ? list : []
}

function isTemplate(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'format' in value && 'steps' in value
}
