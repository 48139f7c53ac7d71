import type { Rest } from './describe-rest'
import { padEnd, textWidth } from './text-width'

/** The commands that go on, one per line, the purposes aligned. */
export function nextCommands(next: Rest['next']): { purpose: string; command: string }[] {
  const width = Math.max(0, ...next.map(({ purpose }) => textWidth(purpose)))
  return next.map(({ purpose, command }) => ({ purpose: padEnd(`${purpose}:`, width + 1), command }))
}
