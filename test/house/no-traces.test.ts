import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Everything that is committed or would be. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((name) => name !== '' && existsSync(join(root, name)))

/** Put together here, so that this file does not contain them. */
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const startOfPath = (...parts: string[]) => new RegExp(`(?<![\\w.@-])${escaped(`/${parts.join('/')}/`)}`)
const folders = [
  startOfPath('work'),
  startOfPath('root'),
  ...[root, homedir()].map((path) => startOfPath(path.slice(1))),
]

const hostOf = (address: string | undefined) =>
  address && URL.canParse(address) ? new URL(address).host : ''
const registries = [
  ['registry', 'npmjs', 'org'].join('.'),
  ['registry', 'yarnpkg', 'com'].join('.'),
  hostOf(process.env['npm_config_registry']),
  hostOf(process.env['NPM_CONFIG_REGISTRY']),
]
  .filter((host) => host !== '')
  .map((host) => new RegExp(escaped(host)))

const isText = (content: Buffer) => !content.includes(0)

function filesWith(patterns: RegExp[]): string[] {
  return files.flatMap((name) => {
    const content = readFileSync(join(root, name))
    if (!isText(content)) return []
    const lines = content.toString('utf8').split('\n')
    const found = lines.findIndex((line) => patterns.some((pattern) => pattern.test(line)))
    return found === -1 ? [] : [`${name}:${found + 1}`]
  })
}

describe('the files of the repository', () => {
  it('are found', () => {
    expect(files).toContain('package.json')
  })

  it('name no folder of the machine they were written on', () => {
    expect(filesWith(folders)).toEqual([])
  })

  it('name no package registry', () => {
    expect(filesWith(registries)).toEqual([])
  })
})
