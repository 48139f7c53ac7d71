import { inCell } from './sentences'
import { LEAVE_IT } from './sort-statements'

export const NOTHING = 'The notes say nothing on this.'

/** The option that the demo goes for. */
export const leading = (options: string[]) => options.find((option) => option !== LEAVE_IT) ?? LEAVE_IT

export const table = (columns: string[], rows: string[][]) =>
  [columns, columns.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(inCell).join(' | ')} |`)
    .join('\n')

export const list = (lines: string[]) => lines.map((text) => `- ${text}`).join('\n')

export function orList(names: string[], word = 'or'): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
}
