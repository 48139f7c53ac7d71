import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newHome, type Home } from './command-line'

let home: Home
beforeEach(() => {
  home = newHome()
})
afterEach(() => home.remove())

const echo = { provider: 'demo', model: 'demo-echo' }

describe('the manual', () => {
  const COMMANDS =
    'run resume retry edit pause stop delete runs show workflows templates validate estimate import export'

  it('names every command, exit code, variable and folder, and opens no database', async () => {
    const { code, out, err } = await home.baton(['--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const command of COMMANDS.split(' ')) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'))
    for (const exit of [0, 1, 2, 3, 4, 5, 6, 130]) expect(out).toMatch(new RegExp(`^ +${exit}  \\S`, 'm'))
    for (const part of [
      'BATON_HOME',
      'BATON_DEMO_PACE',
      'OPENAI_API_KEY',
      'NO_COLOR',
      'baton.db',
      'Examples:',
    ]) {
      expect(out).toContain(part)
    }
    expect((await home.baton(['runs'])).err).toContain('There is no run yet')
  })

  it('has a page for every command', async () => {
    for (const command of COMMANDS.split(' ')) {
      const { code, out } = await home.baton(['help', command])
      expect(code).toBe(0)
      expect(out).toMatch(new RegExp(`^Usage: baton ${command}\\b`))
      expect(out.split('\n').every((line) => line.length <= 84)).toBe(true)
    }
  })

  it('stands in for a missing command, as an error', async () => {
    const { code, out, err } = await home.baton([])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('Usage: baton COMMAND')
  })

  it('is one command’s where it is named, also of a part of one, and none for what there is not', async () => {
    expect((await home.baton(['help', 'run'])).out).toBe((await home.baton(['run', '--help'])).out)
    const keysSet = await home.baton(['help', 'keys', 'set'])
    expect(keysSet).toEqual(await home.baton(['keys', 'set', '--help']))
    expect((await home.baton(['help'])).out).toBe((await home.baton(['--help'])).out)
    const { code, out, err } = await home.baton(['help', 'frobnicate'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain("Unknown command 'frobnicate'")
  })

  it('has a version', async () => {
    const { code, out } = await home.baton(['--version'])
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('baton show', () => {
  beforeEach(async () => {
    const steps = [
      { ...echo, label: 'One', prompt: 'First {{input}}' },
      { label: 'Off', prompt: 'x', enabled: false },
      { label: 'Same', stepType: 'review' as const, prompt: '{{steps.One.content}}' },
      { ...echo, label: 'Same', prompt: 'Last' },
    ]
    await home.baton(['run', home.workflowFile(steps, { name: 'Shown' }), '--input', 'tea'])
  })

  it('prints with --json one object with totals and steps', async () => {
    const run = await home.show()
    expect(run).toMatchObject({
      status: 'paused',
      input: 'tea',
      costEstimate: 0,
      tokenUsage: { inputTokens: expect.any(Number) },
    })
    expect(run.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(run.steps[0]).toMatchObject({
      label: 'One',
      status: 'completed',
      output: 'First tea',
      stale: false,
      truncated: false,
      attempts: 1,
      tokenUsage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
      costEstimate: 0,
      durationMs: expect.any(Number),
      error: null,
    })
    expect(run.steps.map(({ status }) => status)).toEqual([
      'completed',
      'skipped',
      'awaiting_review',
      'pending',
    ])
  })

  it('tells people how the run stands and how to go on', async () => {
    const { out } = await home.baton(['show', 'last'])
    const { id } = await home.show()
    expect(out).toMatch(/^Shown\n/)
    expect(out).toMatch(/^✓ 1 One .*demo-echo/m)
    expect(out).toMatch(/^– 2 Off$/m)
    expect(out).toMatch(/^◆ 3 Same$/m)
    expect(out).toContain('\nFirst tea\n')
    expect(out).toContain(`baton resume ${id} --approve`)
    expect(out).toContain('Demo: ')
  })

  it('prints the output of a step, found by position or label', async () => {
    expect((await home.baton(['show', 'last', '--step', '1'])).out).toBe('First tea\n')
    expect((await home.baton(['show', 'last', '--step', 'One'])).out).toBe('First tea\n')
    const json = JSON.parse((await home.baton(['show', 'last', '--step', 'One', '--json'])).out)
    expect(json).toMatchObject({ label: 'One', output: 'First tea' })
    const twice = await home.baton(['show', 'last', '--step', 'Same'])
    expect(twice).toMatchObject({ code: 2, out: '' })
    expect(twice.err).toMatch(/2 steps are labelled "Same".*\n.*\n {2}3 {2}Same\n {2}4 {2}Same\n/)
    const none = await home.baton(['show', 'last', '--step', 'one'])
    expect(none.err).toContain('Did you mean "One"?')
    expect((await home.baton(['show', 'last', '--step', '4'])).code).toBe(2)
  })

  it('prints a document with --markdown', async () => {
    const { code, out } = await home.baton(['show', 'last', '--markdown'])
    expect(code).toBe(0)
    expect(out).toMatch(/^# Shown\n/)
    expect(out).toContain('First tea')
  })

  it('finds a run by its id, by a unique start of it, or as the last one', async () => {
    const { id } = await home.show()
    expect((await home.show(id)).id).toBe(id)
    expect((await home.show(id.slice(0, 8).toUpperCase())).id).toBe(id)
    await home.baton(['run', home.workflowFile([echo])])
    expect((await home.show()).id).not.toBe(id)
    const { code, err } = await home.baton(['show', id.slice(0, 2)])
    expect(code).toBe(2)
    expect(err).toContain(`  ${id}  paused  Shown`)
    expect((await home.baton(['show', 'zzz'])).code).toBe(2)
  })
})

describe('the lists', () => {
  it('of runs is newest first, tabbed for programs, and cut where told', async () => {
    const file = home.workflowFile([echo], { name: 'Listed' })
    for (let count = 0; count < 3; count += 1) await home.baton(['run', file])
    const runs: { id: string; createdAt: number }[] = JSON.parse((await home.baton(['runs', '--json'])).out)
    expect(runs).toHaveLength(3)
    expect(runs.map(({ id }) => id)).toEqual(
      runs
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    )
    const { out } = await home.baton(['runs'])
    expect(out.split('\n')[0]).toMatch(
      new RegExp(`^${runs[0]?.id}\tcompleted\t1/1\t\\$0\t[\\d: -]{16}\tListed$`),
    )
    const limited = await home.baton(['runs', '--limit', '2'])
    expect(limited.out.trimEnd().split('\n')).toHaveLength(2)
    expect(limited.err).toContain('the newest 2')
    expect(JSON.parse((await home.baton(['runs', '--limit', '1', '--json'])).out)).toHaveLength(1)
  })

  it('of templates has the built-in ones', async () => {
    const templates: { id: string }[] = JSON.parse((await home.baton(['templates', '--json'])).out)
    expect(templates.map(({ id }) => id)).toContain('deep-build-pipeline')
    expect((await home.baton(['templates'])).out).toMatch(
      /^deep-build-pipeline\tbuilt-in\t9\t2\tDeep Build Pipeline$/m,
    )
  })

  it('of workflows has the stored ones', async () => {
    expect((await home.baton(['workflows'])).err).toContain('There is no stored workflow')
    const { id } = await home.withApi((api) => api.workflows.create({ templateId: 'decision-memo' }))
    expect((await home.baton(['workflows'])).out).toBe(`${id}\t6\tnever\tDecision Memo\n`)
    expect(JSON.parse((await home.baton(['workflows', '--json'])).out)).toMatchObject([{ id, stepCount: 6 }])
  })
})
