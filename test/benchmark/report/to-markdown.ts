import { growthExponent } from '../measure/statistics'
import { figure } from './format'
import type { Growth, PartResult, Row } from './part'

/** A linear cost may come out a little above 1: caches get colder, trees deeper. */
const LINEAR = 1.15

/** The report as it goes into `docs/performance.md`, or to the terminal. */
export function toMarkdown(machine: [string, string][], results: PartResult[]): string {
  const rows = results.flatMap((result) => result.rows)
  const growth = results.flatMap((result) => result.growth)
  return [
    ...machine.map(([label, value]) => `- ${label}: ${value}`),
    '',
    ...table(
      ['what', 'Baton', 'beside it', 'ratio', 'target', ''],
      rows.map((row) => [row.what, row.baton, row.beside, row.ratio, row.target, verdict(row)]),
    ),
    ...(growth.length === 0
      ? []
      : [
          '',
          ...table(
            ['growth', 'sizes', 'values', 'exponent', ''],
            growth.map((series) => growthCells(series)),
          ),
        ]),
    '',
    ...results.flatMap((result) => result.notes.map((note) => `- ${note}`)),
    '',
  ].join('\n')
}

function isWorseThanLinear({ points, flat }: Growth): boolean {
  const exponent = growthExponent(points)
  return exponent > (flat === true ? LINEAR - 1 : LINEAR)
}

function growthCells(series: Growth): string[] {
  const { what, unit, points, flat } = series
  return [
    what,
    points.map(({ size }) => size.toLocaleString('en')).join(', '),
    `${points.map(({ value }) => figure(value)).join(', ')} ${unit}`,
    `${growthExponent(points).toFixed(2)} (${flat === true ? 'flat is 0' : 'linear is 1'})`,
    isWorseThanLinear(series) ? 'worse' : 'ok',
  ]
}

function verdict({ met }: Row): string {
  if (met === null) return ''
  return met ? 'met' : '**missed**'
}

function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((cell, column) =>
    Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}
