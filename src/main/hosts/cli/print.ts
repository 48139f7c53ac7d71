import { formatProblem } from './format-problem'
import type { Problem } from '@shared/errors'
import { printableText } from './printable-text'

/** For programs and files: as it is. */
export function printRaw(text: string): void {
  process.stdout.write(text)
}

export function printLines(lines: string[]): void {
  if (lines.length > 0) printRaw(`${lines.join('\n')}\n`)
}

/** One value as JSON that a person can read, too. */
export function printJson(value: unknown): void {
  printRaw(`${JSON.stringify(value, null, 2)}\n`)
}

/**
 * A text that others wrote, unchanged unless a terminal would act on what is in it, and one newline: the one that is
 * dropped when a text is read.
 */
export function printText(text: string): void {
  printRaw(`${process.stdout.isTTY ? printableText(text) : text}\n`)
}

/** What is worth knowing and no result. */
export function note(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

export function noteProblems(problems: Problem[]): void {
  for (const problem of problems) note(formatProblem(problem))
}
