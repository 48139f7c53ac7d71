import { normalizeLabel } from './normalize-label'

/** The longest label that a step may have, in UTF-16 units (`stepLabel`). */
const LONGEST_LABEL = 200

/** The label itself if it is free, else the first free one of `Label 2`, `Label 3` and so on. */
export function uniqueLabel(label: string, taken: ReadonlySet<string>): string {
  const wanted = normalizeLabel(label)
  if (!taken.has(wanted)) return wanted
  const base = wanted.replace(/ \d{1,6}$/, '')
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`
    const candidate = normalizeLabel(base.slice(0, LONGEST_LABEL - suffix.length)) + suffix
    if (!taken.has(candidate)) return candidate
  }
}
