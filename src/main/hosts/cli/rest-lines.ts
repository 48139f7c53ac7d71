import type { Run } from '@shared/model/run'
import { describeRest } from './describe-rest'
import { nextCommands } from './next-commands'

/** Where a run rests and how to go on, without colours and without the text under review. */
export function restLines(run: Run): string[] {
  const { headline, failures, remarks, next } = describeRest(run)
  return [
    headline,
    ...failures,
    ...remarks,
    ...nextCommands(next).map(({ purpose, command }) => `${purpose} ${command}`),
  ]
}
