import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const brokenHouse = join(root, 'test/fixtures/layers')

interface Dependency {
  module: string
  resolved: string
}

interface Cruise {
  modules: { source: string; dependencies: Dependency[] }[]
  summary: { violations: { from: string; rule: { name: string; severity: string } }[] }
}

function runCheck(folder: string, outputType: 'json' | 'err') {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const configuration = join(root, '.dependency-cruiser.cjs')
  return spawnSync(
    process.execPath,
    [program, '--config', configuration, '--output-type', outputType, 'src', 'test'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
}

const cruise = (folder: string): Cruise => JSON.parse(runCheck(folder, 'json').stdout)

describe('the layers of a broken house', () => {
  let found: string[]

  beforeAll(() => {
    found = cruise(brokenHouse)
      .summary.violations.filter(({ rule }) => rule.severity === 'error')
      .map(({ from, rule }) => `${rule.name}: ${from}`)
      .sort()
  })

  it('fail the check', () => {
    expect(runCheck(brokenHouse, 'err').status).toBeGreaterThan(0)
  })

  it('break exactly the rules that the fixture means to break', () => {
    expect(found).toEqual([
      'into-no-room: src/main/hosts/cli/index.ts',
      'no-cycles: src/shared/prompt/parse-prompt.ts',
      'no-electron-transitively: src/main/api/window.ts',
      'no-electron-transitively: src/main/app.ts',
      'no-electron-transitively: src/main/hosts/cli/index.ts',
      'no-main-from-renderer: src/renderer/client.ts',
      'no-main-from-renderer: src/renderer/state/run.ts',
      'no-main-from-renderer: src/renderer/ui/button.tsx',
      'no-node: src/preload/index.ts',
      'no-node: src/shared/model/run.ts',
      'no-test-code: src/main/llm/openai.ts',
      'no-unresolved: src/shared/contract/runs.ts',
      'outside-any-room: src/main/clock.ts',
      'package-@anthropic-ai/sdk: src/main/api/runs.ts',
      'package-better-sqlite3: src/main/api/runs.ts',
      'package-drizzle-orm: src/main/api/runs.ts',
      'package-electron: src/main/api/window.ts',
      'room-engine: src/main/engine/run-workflow.ts',
      'room-host-cli: src/main/hosts/cli/index.ts',
      'room-host-cli: src/main/hosts/cli/index.ts',
      'room-model: src/shared/model/run.ts',
      'room-ports: src/main/engine/ports.ts',
      'room-renderer-ui: src/renderer/ui/button.tsx',
      'room-renderer: src/renderer/client.ts',
    ])
  })
})

describe('the layers of the real house', () => {
  let modules: Cruise['modules']

  beforeAll(() => {
    ;({ modules } = cruise(root))
  })

  it('are seen at all', () => {
    const sources = modules.map(({ source }) => source)
    expect(sources).toContain('src/shared/errors.ts')
    expect(sources).toContain('src/main/engine/ports.ts')
    expect(sources.filter((source) => source.startsWith('src/')).length).toBeGreaterThan(10)
  })

  it('are followed through the aliases', () => {
    const aliased = modules
      .filter(({ source }) => source.startsWith('src/'))
      .flatMap(({ dependencies }) => dependencies)
      .filter(({ module }) => module.startsWith('@shared/'))
    // One that leads nowhere is the business of the rule no-unresolved.
    expect(aliased.filter(({ resolved }) => resolved.startsWith('src/shared/')).length).toBeGreaterThan(10)
  })
})
