import type { Problem } from '@shared/errors'
import { printableLine } from './printable-text'

/** One line: where it is, and what it is. */
export function formatProblem({ path, message, severity }: Problem): string {
  const place = formatPath(path)
  const text = printableLine(message)
  return `${place === '' ? '' : `${place}: `}${severity === 'warning' ? `(warning) ${text}` : text}`
}

/** `steps[2].prompt` */
function formatPath(path: Problem['path']): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    const name = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(part) ? part : JSON.stringify(part)
    return text === '' ? name : `${text}.${name}`
  }, '')
}
