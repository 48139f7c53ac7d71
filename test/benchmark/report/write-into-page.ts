import { readFileSync, writeFileSync } from 'node:fs'

const BEGIN = '<!-- measured: begin -->'
const END = '<!-- measured: end -->'

/** Replaces what stands between the two markers of a page. */
export function writeIntoPage(path: string, markdown: string): void {
  const page = readFileSync(path, 'utf8')
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin === -1 || end < begin) throw new Error(`${path} lacks the lines "${BEGIN}" and "${END}".`)
  writeFileSync(path, `${page.slice(0, begin + BEGIN.length)}\n\n${markdown.trim()}\n\n${page.slice(end)}`)
}
