import type { PromptTemplate, Reference } from './prompt-template'

/** The prompt as it was written: `printPrompt(parsePrompt(text))` is `text`, for every text. */
export function printPrompt(template: PromptTemplate): string {
  return template.segments.map((segment) => segment.source).join('')
}

/**
 * A reference in its canonical spelling, from `{{` to `}}`: no needless spaces, quotes only where needed.
 * `parsePrompt` reads the same reference back, provided that the label is trimmed, NFC and not empty, and that
 * a step's path does not begin with a field called `content`, which the language can't express.
 */
export function printReference(reference: Reference): string {
  const { target, defaultText } = reference
  const filter = defaultText === undefined ? '' : ` | default: ${JSON.stringify(defaultText)}`
  if (target.kind === 'input') return `{{input${printPath(target.path)}${filter}}}`
  const path = target.path === 'content' ? '.content' : printPath(target.path)
  return `{{steps${printLabel(target.label)}${path}${filter}}}`
}

/** What follows `steps` for a label: `.Draft`, or `["v1.0 draft"]` where the plain form can't say it. */
export function printLabel(label: string): string {
  return /["{}|.\p{Cc}]/u.test(label) || !isPlain(label) ? `[${JSON.stringify(label)}]` : `.${label}`
}

function printPath(path: string[]): string {
  return path
    .map((name) =>
      /["{}|.[\]\p{Cc}]/u.test(name) || !isPlain(name) ? `[${JSON.stringify(name)}]` : `.${name}`,
    )
    .join('')
}

function isPlain(name: string): boolean {
  return name !== '' && name.trim() === name
}
