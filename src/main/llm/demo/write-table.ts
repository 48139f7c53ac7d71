import type { Brief } from './read-brief'
import { firstWords, lower } from './sentences'
import { currentFeatures, slicesOf, subjectsOf } from './subjects'

const ROWS = 4

/** A table with the columns that a prompt asks for; each cell by the name of its column. */
export function writeTable(columns: string[], brief: Brief): string {
  const rows = rowsFor(columns, brief)
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function rowsFor(columns: string[], brief: Brief): string[][] {
  const [first = '', second = ''] = columns
  if (/^id/i.test(first) && /feature/i.test(second)) return featureRows(columns, brief)
  if (/^number/i.test(first) && /title/i.test(second)) return sliceRows(columns, brief)
  if (/alternative/i.test(first)) return ALTERNATIVES.map((name, index) => row(columns, name, index, brief))
  if (/question/i.test(first)) return QUESTIONS.map((name, index) => row(columns, name, index, brief))
  if (/^number/i.test(first)) return [0, 1, 2].map((index) => row(columns, String(index + 1), index, brief))
  const subjects = /figure|was/i.test(first)
    ? brief.sentences.filter((one) => /\d/.test(one)).map((one) => firstWords(one, 10))
    : subjectsOf(brief)
  return (subjects.length > 0 ? subjects : subjectsOf(brief))
    .slice(0, ROWS)
    .map((name, index) => row(columns, name, index, brief))
}

const ALTERNATIVES = [
  'Paper and memory',
  'A shared spreadsheet',
  'A group chat',
  'A general-purpose app',
  'Doing nothing',
]
const QUESTIONS = [
  'Will they come back in week two?',
  'Which rules apply to the data?',
  'What does one entry take today?',
]

function featureRows(columns: string[], brief: Brief): string[][] {
  return currentFeatures(brief).map(({ id, name, text }, index) =>
    columns.map((column, at) => {
      if (at === 0) return id
      if (at === 1) return name
      if (/user can|could/i.test(column)) return text || 'do it in one gesture'
      if (/needs/i.test(column)) return index === 0 ? '–' : 'F1'
      return cell(column, index, brief)
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
      return `${lower(name)} can be tried`
    }),
  )
}

function row(columns: string[], name: string, index: number, brief: Brief): string[] {
  return columns.map((column, at) => (at === 0 ? name.replaceAll('|', '/') : cell(column, index, brief)))
}

/** What stands in a column of this name. */
function cell(column: string, index: number, brief: Brief): string {
  const cells = CELLS.find(([name]) => name.test(column))?.[1] ?? ['to be seen', 'as before', 'not stated']
  return (cells[index % cells.length] ?? '')
    .replace('AUDIENCE', brief.audience)
    .replace('WORD', brief.words[0])
}

const CELLS: [RegExp, string[]][] = [
  [/journey/i, ['J1, J2', 'J2', 'J4', 'J3', 'J1']],
  [/^why \(|^why$/i, ['R1', 'R2, C1', 'R5', 'A3', 'R4']],
  [/value/i, ['5', '5', '4', '3', '3']],
  [/effort/i, ['M', 'M', 'L', 'S', 'S']],
  [/mark/i, ['[known]', '[known]', '[inferred]', '[verify]', '[known]']],
  [/severity/i, ['major', 'minor', 'minor']],
  [/who uses/i, ['AUDIENCE', 'the one who likes order', 'everybody, somehow', 'newcomers', 'most people']],
  [/does well/i, ['instant, never breaks', 'everybody can read it', 'reaches people', 'polished', 'costs nothing today']],
  [/falls short/i, ['nothing comes back out', 'nobody keeps it up to date', 'scrolls away', 'knows nothing of WORD', 'the loss goes unnoticed']],
  [/where it|^where$/i, ['features and data model', 'J4', 'glossary']],
  [/seems to say/i, ['a cause', 'a trend', 'the whole group']],
  [/what it says/i, ['two things happened together', 'it was so in this period', 'it holds for those who were counted']],
  [/what is wrong/i, ['two names for one thing', 'no way back after a mistake', 'a figure without a comparison']],
  [/what you changed/i, ['one name, everywhere', 'undo, in one step', 'the comparison is named']],
  [/where to look|whom to ask/i, ['the two weeks of the trial', 'whoever answers for data protection', 'five AUDIENCE with a stopwatch']],
  [/decision depends/i, ['whether to build at all', 'where data are stored', 'which gesture comes first']],
  [/best argument/i, ['keeps what works', 'mends the cause', 'can be undone']],
  [/why not/i, ['the problem stays', 'takes longest', 'chosen: it shows most for least']],
  [/early sign|^sign|could have been seen/i, ['questions that come twice', 'a date that moves', 'silence from those concerned']],
  [/what we do/i, ['stop and look', 'go back one step', 'ask those concerned']],
  [/who|see it/i, ['to be assigned', 'those who do the work', 'to be assigned']],
  [/by when/i, ['this week', 'in two weeks', 'before the next meeting']],
  [/action/i, ['begin the trial', 'write down what is measured', 'tell everybody']],
] // prettier-ignore
