import { featuresOf, slicesOf } from './features'
import type { Brief } from './read-brief'
import { capital, inCell, lower } from './sentences'
import { is, nameOf } from './sort-statements'

const ROWS = 4

/** A table with the columns that a prompt asks for; each cell by the name of its column. */
export function writeTable(asked: string[], brief: Brief): string {
  const columns = asked.map((column) => capital(column.replace(/ \(.*\)$| 1–5$| S\/M\/L$/g, '')))
  const rows = rowsFor(columns, brief)
  if (rows.length === 0) return 'There is nothing in the text for this table.'
  return [columns, columns.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(inCell).join(' | ')} |`)
    .join('\n')
}

function rowsFor(columns: string[], brief: Brief): string[][] {
  const [first = '', second = ''] = columns
  if (/^id/i.test(first) && /feature/i.test(second)) return featureRows(columns, brief)
  if (/^number/i.test(first) && /title/i.test(second)) return sliceRows(columns, brief)
  if (/^number/i.test(first)) return FINDINGS
  if (/^alternative/i.test(first)) return ALTERNATIVES
  if (/^question/i.test(first)) return questionRows(columns, brief)
  return brief.statements
    .slice(0, ROWS)
    .map((statement) =>
      columns.map((column, at) => (at === 0 ? nameOf(statement) : cell(column, statement.text))),
    )
}

const ALTERNATIVES = [
  ['Paper and memory', 'those who were always there', 'it is at hand, and never breaks', 'only one person can see it', '[inferred]'],
  ['A shared spreadsheet', 'whoever likes order', 'everybody can read it', 'nobody keeps it up to date', '[inferred]'],
  ['A group chat', 'everybody', 'it reaches people', 'what matters scrolls away', '[inferred]'],
  ['A program made for this', 'not known here', 'has to be looked up', 'has to be looked up', '[verify]'],
  ['Doing nothing', 'most people', 'it costs nothing today', 'the loss goes unnoticed', '[inferred]'],
] // prettier-ignore

const FINDINGS = [
  ['1', 'major', 'J4, features', 'what happens on return after a lost connection was told in two ways', 'one way, in every feature'],
  ['2', 'minor', 'Data Model', 'a field that nobody reads', 'it is gone'],
  ['3', 'minor', 'Glossary', 'two words for one thing', 'one word, everywhere'],
] // prettier-ignore

function featureRows(columns: string[], brief: Brief): string[][] {
  const effort = ['M', 'M', 'S', 'L', 'S']
  const why = ['R1', 'R4', 'R3', 'A3', 'R2']
  const journeys = ['J2', 'J3', 'J1', 'J4', 'J3, J4']
  return featuresOf(brief).map(({ id, name, text }, index) =>
    columns.map((column, at) => {
      if (at === 0) return id
      if (at === 1) return name
      if (/user can|could/i.test(column)) return text || 'do this in one step'
      if (/needs/i.test(column)) return index === 0 ? '–' : 'F1'
      if (/journey/i.test(column)) return journeys[index % journeys.length] ?? ''
      if (/why/i.test(column)) return why[index % why.length] ?? ''
      if (/value/i.test(column)) return String(5 - Math.floor(index / 3))
      return effort[index % effort.length] ?? ''
    }),
  )
}

function sliceRows(columns: string[], brief: Brief): string[][] {
  return slicesOf(brief).map(({ name, covers, needs }, index) =>
    columns.map((column, at) => {
      if (at === 0) return String(index + 1)
      if (at === 1) return name
      if (/needs/i.test(column)) return needs === 'nothing' ? '–' : String(index)
      if (/covers/i.test(column)) return covers
      return index === 0 ? 'start it, and find an entry again after a restart' : `try “${lower(name)}”`
    }),
  )
}

const PRODUCT_QUESTIONS = [
  ['Do people come back in the second week?', 'the two weeks of the proof', 'whether to build it at all'],
  ['Which rules apply to the data?', 'whoever answers for data protection', 'where data are stored'],
  [
    'What else is there today?',
    'a search, and three people who do it now',
    'what the first version can leave out',
  ],
]
const QUESTIONS = [
  ['Is what the text says still so?', 'whoever wrote it', 'everything after it rests on it'],
  ['Who sees it differently, and why?', 'those concerned', 'it shows what is missing'],
]

function questionRows(columns: string[], brief: Brief): string[][] {
  const own = brief.statements
    .filter((one) => is(one, 'unknown'))
    .map(({ text }) => [text, 'those concerned', 'what comes first'])
  const product = brief.blocks.has('concept') || brief.blocks.has('idea')
  const rows = [...(brief.ownInput ? own.slice(0, 2) : []), ...(product ? PRODUCT_QUESTIONS : QUESTIONS)]
  return rows.map((row) => columns.map((_, at) => row[at] ?? '–'))
}

/** What stands in a column of a table that nothing is known about. */
function cell(column: string, text: string): string {
  if (/who|owner/i.test(column)) return 'to be assigned'
  if (/when|date/i.test(column)) return 'not stated'
  return /what|said|statement|passage|quote/i.test(column) ? text : '–'
}
