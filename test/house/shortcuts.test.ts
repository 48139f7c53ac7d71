import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allCommands, isCommandName } from '@shared/commands'

const renderer = resolve(import.meta.dirname, '../../src/renderer')

const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /[.]tsx?$/.test(path) && !/[.]test[.]|test-support/.test(path))
  .map((path) => ({ path, text: readFileSync(join(renderer, path), 'utf8') }))

/** The names in `useShortcut('save', …)` and `useShortcut(canEdit ? 'editOutput' : undefined, …)`. */
const registered = sources.flatMap(({ text }) =>
  [...text.matchAll(/useShortcut\(([^,]*),/g)].flatMap(([, first = '']) =>
    [...first.matchAll(/'(\w+)'/g)].map(([, name]) => name),
  ),
)

describe('shortcuts', () => {
  it('are all in the table of commands', () => {
    expect(registered.length).toBeGreaterThan(10)
    expect(registered.filter((name) => !isCommandName(name))).toEqual([])
  })

  it('of the table are all made to work: by a page, or with what can be done everywhere', () => {
    const everywhere = sources
      .filter(({ path }) => /shell[/\\](use-global-commands|destinations)[.]ts$/.test(path))
      .map(({ text }) => text)
      .join('\n')
    const idle = allCommands()
      .filter(({ keys, onFocus }) => keys !== undefined && onFocus !== true)
      .filter(({ id }) => !registered.includes(id) && !everywhere.includes(`'${id}'`))
    expect(idle.map(({ id }) => id)).toEqual([])
  })

  it('are listened for in one place, but for rows, grips and fields that have the focus', () => {
    const listeners = sources.filter(({ text }) => text.includes("addEventListener('keydown'"))
    expect(listeners.map(({ path }) => path.replaceAll('\\', '/'))).toEqual(['ui/use-shortcut.ts'])
  })
})
