import { describe, expect, it } from 'vitest'
import { allCommands, COMMANDS, isCommandName, type CommandPlace } from './commands'

const keysOf = ({ keys, alsoKeys }: { keys?: string; alsoKeys?: string }) =>
  [keys, alsoKeys].filter((each) => each !== undefined)

/** What can be pressed while the user is at a place. A dialog covers the page and its keys. */
const REACHED_AT: Record<CommandPlace, readonly CommandPlace[]> = {
  everywhere: ['everywhere'],
  list: ['everywhere', 'list'],
  builder: ['everywhere', 'builder'],
  run: ['everywhere', 'run'],
  gate: ['everywhere', 'gate'],
  editing: ['everywhere', 'editing'],
  sheet: ['sheet'],
  message: ['message'],
}

describe('the table of commands', () => {
  it.each(Object.entries(REACHED_AT))('gives no keys twice: %s', (_place, reached) => {
    const keys = allCommands()
      .filter(({ place }) => reached.includes(place))
      .flatMap(keysOf)
    expect(new Set(keys).size).toBe(keys.length)
    // The first stroke of `g w` must not do something by itself.
    for (const first of keys.flatMap((each) => (each.includes(' ') ? [each.split(' ')[0]] : []))) {
      expect(keys).not.toContain(first)
    }
  })

  it('gives no keys twice to the menu, whatever is open', () => {
    const keys = allCommands().flatMap(({ menuKeys }) => menuKeys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.every((each) => each.startsWith('mod+'))).toBe(true)
    expect(allCommands().flatMap(keysOf)).not.toEqual(expect.arrayContaining(keys))
  })

  it('leaves to browsers what they don’t give away', () => {
    const keys = allCommands().flatMap(keysOf)
    for (const taken of ['mod+n', 'mod+t', 'mod+w', 'mod+shift+n', 'mod+q']) expect(keys).not.toContain(taken)
  })

  it('knows its names, and nothing that objects have by nature', () => {
    expect(Object.keys(COMMANDS).every(isCommandName)).toBe(true)
    for (const other of ['toString', '__proto__', 'constructor', '', null, 3]) {
      expect(isCommandName(other)).toBe(false)
    }
  })
})
