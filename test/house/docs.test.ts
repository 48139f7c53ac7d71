import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from '@main/hosts/cli/program'
import { EXIT_CODES } from '@main/hosts/cli/exit-codes'
import { allCommands, COMMAND_PLACES } from '@shared/commands'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** What a reader of the repository reads. */
const pages = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))

const withoutFences = (text: string) => text.replaceAll(/^ *(```|~~~)[\s\S]*?^ *\1/gm, '')

/** Links and pictures, of Markdown and of HTML; those to other hosts are not ours. */
function targetsIn(page: string): string[] {
  const text = withoutFences(read(page)).replaceAll(/`[^`\n]*`/g, '')
  const markdown = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  const html = [...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map(([, target = '']) => target)
  return [...markdown, ...html].filter((target) => !/^[a-z]+:/i.test(target))
}

/** As GitHub makes them. */
function anchorsOf(page: string): Set<string> {
  const headings = [...withoutFences(read(page)).matchAll(/^#{1,6} +(.+)$/gm)].map(
    ([, heading = '']) => heading,
  )
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  )
}

function leadsNowhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : relative(root, resolve(root, dirname(page), path))
  if (!existsSync(join(root, file))) return true
  return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor)
}

it.each(pages)('%s: every link and picture is there', (page) => {
  expect(targetsIn(page).filter((target) => leadsNowhere(page, target))).toEqual([])
})

it.each(pages)('%s: every npm script that it names exists', (page) => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
  const named = [...read(page).matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)|\bnpm (start|test)\b/g)]
  expect(
    named.map(([, script, short]) => script ?? short ?? '').filter((name) => !(name in scripts)),
  ).toEqual([])
})

it('the guide is found from the README, and each of its pages from its first', () => {
  expect(targetsIn('README.md')).toContain('docs/guide/README.md')
  const inGuide = readdirSync(join(root, 'docs/guide')).filter((name) => name !== 'README.md')
  expect(inGuide.filter((name) => !targetsIn('docs/guide/README.md').includes(name))).toEqual([])
})

describe('the command line page', () => {
  const page = read('docs/guide/command-line.md')
  const { commands } = createProgram({
    withApi: () => Promise.reject(new TypeError('Nothing is run here.')),
    exit: () => undefined,
  })
  const sections = new Map(
    page
      .split(/^### baton /m)
      .slice(1)
      .map((section) => [/^\w+/.exec(section)?.[0] ?? '', section.split(/^##/m, 1)[0] ?? '']),
  )
  const longOptions = (command: Command): string[] => [
    ...command.options.map(({ long }) => long ?? ''),
    ...command.commands.flatMap(longOptions),
  ]
  const named = (text: string) => [...new Set(text.match(/--[a-z][a-z-]+/g))].sort()

  it('has every command, and no other', () => {
    expect([...sections.keys()].sort()).toEqual(commands.map((command) => command.name()).sort())
  })

  it.each(commands.map((command) => [command.name(), command] as const))(
    'names the options and commands of %s, and no other',
    (name, command) => {
      const whole = sections.get(name) ?? ''
      // An example may need another command first.
      const section = whole.replaceAll(/^baton (\w+).*$/gm, (line, other) => (other === name ? line : ''))
      expect(named(section)).toEqual(longOptions(command).sort())
      expect(command.commands.filter((one) => !section.includes(`baton ${name} ${one.name()}`))).toEqual([])
      expect(section).toMatch(new RegExp(`^baton ${name}\\b`, 'm'))
    },
  )

  it('names the exit codes', () => {
    const listed = [...page.matchAll(/^\| `(\d+)` +\|/gm)].map(([, code]) => code)
    expect(listed).toEqual(Object.keys(EXIT_CODES))
  })
})

it('the page on shortcuts is the table of commands', () => {
  const spelled: Record<string, string> = {
    mod: 'Ctrl', shift: 'Shift', enter: 'Enter', escape: 'Escape', space: 'Space', delete: 'Delete', up: '↑', down: '↓',
  } // prettier-ignore
  const spell = (keys: string) =>
    keys
      .split(' ')
      .map(
        (stroke) =>
          `\`${stroke
            .split('+')
            .map((key) => spelled[key] ?? key.toUpperCase())
            .join('+')}\``,
      ) // prettier-ignore
      .join(' ')
  const lines = allCommands()
    .filter(({ keys, menuKeys }) => (keys ?? menuKeys) !== undefined)
    .map(({ name, place, keys, alsoKeys, menuKeys }) => {
      const inApp = menuKeys === undefined ? undefined : `${spell(menuKeys)} in the desktop app`
      const all = [keys, alsoKeys].flatMap((one) => (one === undefined ? [] : [spell(one)]))
      return `${COMMAND_PLACES[place]}: ${[...all, ...(inApp === undefined ? [] : [inApp])].join(', ')}: ${name}`
    })
  const written = read('docs/guide/shortcuts.md')
    .split(/^## /m)
    .slice(1)
    .flatMap((section) =>
      [...section.matchAll(/^\| (`.+?) +\| (.+?) +\|$/gm)].map(
        ([, keys = '', name = '']) => `${section.split('\n', 1)[0]}: ${keys}: ${name}`,
      ),
    )
  expect(written.sort()).toEqual(lines.sort())
})

it('docs/pictures has each scene in both themes, and nothing else', () => {
  const named = read('scripts/picture-scenes.mjs').matchAll(/^ {2}async '?([\w-]+)'?\(page, take\)/gm)
  const scenes = [...named].map(([, scene = '']) => scene)
  const pictures = scenes.flatMap((scene) => [`${scene}-dark.png`, `${scene}-light.png`])
  expect(readdirSync(join(root, 'docs/pictures')).sort()).toEqual([...pictures, 'terminal.svg'].sort())
})
