import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventsOf, newHome, type Home } from './command-line'

let home: Home
beforeEach(() => {
  home = newHome()
})
afterEach(() => home.remove())

const echo = { prompt: '{{input}}', provider: 'demo', model: 'demo-echo' }

describe('baton run', () => {
  it('prints with --json one event per line, the first one with the id of the run, and nothing else', async () => {
    const file = home.workflowFile([{}, { prompt: '{{steps.Step 1.content}}' }])
    const outcome = await home.baton(['run', file, '--json'])
    expect(outcome.code, outcome.err).toBe(0)
    const events = eventsOf(outcome)
    const { id } = await home.show()
    expect(outcome.out).toMatch(new RegExp(`^{"type":"progress","runId":"${id}","status":"running",`))
    expect(events[0]).not.toHaveProperty('stepId')
    expect(events.at(-1)).toMatchObject({ type: 'done', scope: 'run', status: 'completed' })
    const numbers = events.map(({ seq }) => seq)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(events.filter((event) => event.type === 'done' && event.scope === 'step')).toHaveLength(2)
    expect(outcome.err).toContain('made up by the built-in demo connection')
  })

  it("prints with --quiet the last step's output and nothing else", async () => {
    const file = home.workflowFile([{}, { ...echo, prompt: 'The end of {{input}}' }])
    const { code, out, err } = await home.baton(['run', file, '--quiet', '--input', 'it'])
    expect(code).toBe(0)
    expect(out).toBe('The end of it\n')
    expect(err).toContain('Demo:')
  })

  it('tells plainly what happens when its output is piped', async () => {
    const { code, out, err } = await home.baton(['run', home.workflowFile([{}, echo]), '--input', 'Hello'])
    expect(code).toBe(0)
    const lines = out.split('\n')
    const { id } = await home.show()
    expect(lines[0]).toBe(`Run ${id} of "Workflow 1", 2 steps`)
    expect(lines[1]).toContain('Demo: ')
    expect(out).toMatch(/^\[1\/2\] Step 1: running with demo$/m)
    expect(out).toMatch(/^\[2\/2\] Step 2: completed in \d\.\ds, \d+ tokens, cost \$0$/m)
    expect(out).toContain('\n--- Step 2 ---\n\nHello\n')
    expect(out).toMatch(/\nCompleted\. .*\$0\n$/)
    expect(out + err).not.toContain('\u{1B}')
  })

  it('keeps escape sequences of an answer away from people, and gives them to programs', async () => {
    const file = home.workflowFile([echo])
    const red = '\u{1B}[31mred'
    expect((await home.baton(['run', file, '--input', red])).out).not.toContain('\u{1B}')
    expect((await home.baton(['run', file, '--input', red, '--quiet'])).out).toBe(`${red}\n`)
  })

  it('does not store a file that it runs, and remembers where it was', async () => {
    const file = home.workflowFile([{}])
    await home.baton(['run', file])
    expect(JSON.parse((await home.baton(['workflows', '--json'])).out)).toEqual([])
    expect((await home.show()).sourcePath).toBe(file)
  })

  it('passes what it is told on to the run', async () => {
    const file = home.workflowFile([{}, { stepType: 'review', prompt: '{{steps.Step 1.content}}' }])
    const overrides = [
      '--yolo',
      '--connection',
      'demo',
      '--model',
      'demo-no-usage',
      '--concurrency',
      '2',
      '--reuse',
    ]
    const { code, err } = await home.baton(['run', file, ...overrides, '--budget', '0.5'])
    expect(code, err).toBe(0)
    const { options, steps } = await home.show()
    expect(options).toEqual({ yoloMode: true, concurrency: 2, budgetUsd: 0.5, reuse: true })
    expect(steps[0]?.settings).toMatchObject({ connection: { name: 'demo' }, model: 'demo-no-usage' })
    expect(steps[1]?.status).toBe('skipped')
  })
})

describe('the input', () => {
  const output = async (...args: string[]) => {
    const { code, out, err } = await home.baton(['run', home.workflowFile([echo]), '--quiet', ...args])
    expect(code, err).toBe(0)
    return out
  }

  it('is a text, and an empty one is one', async () => {
    expect(await output('--input', '- {{not a reference}} $&')).toBe('- {{not a reference}} $&\n')
    const empty = await home.baton([
      'run',
      home.workflowFile([{ prompt: 'About "{{input}}"' }]),
      '--input',
      '',
    ])
    expect(empty.code, empty.err).toBe(0)
    expect((await home.show()).input).toBe('')
  })

  it('is a file without its final newline', async () => {
    expect(await output('--input-file', home.file('a.txt', 'one\n\n'))).toBe('one\n\n')
    expect(await output('--input-file', home.file('b.txt', 'two\r\n'))).toBe('two\n')
  })

  it('is standard input for -', async () => {
    const run = ['run', home.workflowFile([echo]), '-', '--quiet']
    expect(await home.baton(run, { input: 'piped\n' })).toMatchObject({ code: 0, out: 'piped\n' })
    expect((await home.show()).input).toBe('piped')
  })

  it('is JSON whose fields can be referred to', async () => {
    const file = home.workflowFile([{ ...echo, prompt: '{{input.city}} {{input}}' }])
    const { out } = await home.baton(['run', file, '--quiet', '--input-json', '{"city":"Bern"}'])
    expect(out).toBe('Bern {"city":"Bern"}\n')
  })

  it.each([
    ['two inputs', ['--input', 'a', '--input-json', '{}'], /more than once: --input, --input-json/],
    ['two inputs, one of them -', ['-', '--input', 'a'], /more than once: --input, -/],
    ['an argument that is no -', ['text'], /no use for the argument "text"/],
    [
      'a file that is not there',
      ['--input-file', 'none.txt'],
      /Can't read the file "none.txt": it does not exist/,
    ],
    ['a folder', ['--input-file', '.'], /it is a folder/],
    ['no JSON', ['--input-json', '{'], /--input-json is not JSON/],
    ['a number', ['--input-json', '5'], /--input-json is 5, and an input is an object, an array or a text/],
  ])('is refused before anything is written: %s', async (_, args, message) => {
    const { code, out, err } = await home.baton(['run', 'decision-memo', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
    expect(() => readFileSync(home.home)).toThrow(/ENOENT/)
  })

  it('is refused when it is too large or no text', async () => {
    const large = home.file('large.txt', 'x'.repeat(20_000_001))
    const binary = home.file('binary', new Uint8Array([0xff, 0xfe, 0x00]))
    const refused = async (...args: string[]) => {
      const { code, err } = await home.baton(['run', 'decision-memo', ...args])
      expect(code).toBe(2)
      return err
    }
    expect(await refused('--input-file', large)).toContain('is larger than 20 MB')
    expect(await refused('--input-file', binary)).toContain('is not a text in UTF-8')
  })

  it('is asked for when a workflow uses it and none is given', async () => {
    const { code, err } = await home.baton(['run', home.workflowFile([echo])])
    expect(code).toBe(2)
    expect(err).toContain('needs an input')
    expect(err).toContain('--input TEXT')
    expect(JSON.parse((await home.baton(['runs', '--json'])).out)).toEqual([])
    const asText = await home.baton(['run', 'critical-reading-brief', '--input', 'an article'])
    expect(asText.code).toBe(2)
    expect(asText.err).toContain('An object is given with --input-json JSON.')
    const other = await home.baton(['run', home.workflowFile([{}]), '--connection', 'nowhere'])
    expect(other.err).not.toContain('--input')
  })
})

describe('WORKFLOW', () => {
  const nameOfRun = async (wanted: string) => {
    const { code, err } = await home.baton(['run', wanted, '--input', 'x', '--yolo'])
    expect(code, err).toBe(0)
    return (await home.show()).workflowName
  }

  it('is a file before it is anything else, though not a folder', async () => {
    const file = home.workflowFile([{}], { name: 'From a file' })
    writeFileSync(join(home.folder, 'decision-memo'), readFileSync(file))
    mkdirSync(join(home.folder, 'Deep Build Pipeline'))
    expect(await nameOfRun('decision-memo')).toBe('From a file')
    expect(await nameOfRun('Deep Build Pipeline')).toBe('Deep Build Pipeline')
  })

  it('is an id, then a stored name, then an own template, then a built-in one', async () => {
    const steps = [{ label: 'A', stepType: 'generate' as const, prompt: 'a' }]
    const ids = await home.withApi(async (api) => {
      const stored = await api.workflows.create({ workflow: { name: 'Stored', steps } })
      await api.templates.create({ workflow: { name: 'Stored', description: 'template', steps } })
      const own = await api.templates.create({ workflow: { name: 'Decision Memo', steps } })
      return { stored: stored.id, own: own.id }
    })
    expect(await nameOfRun('Stored')).toBe('Stored')
    expect((await home.show()).workflowId).toBe(ids.stored)
    expect(await nameOfRun(ids.stored)).toBe('Stored')
    expect(await nameOfRun(ids.own)).toBe('Decision Memo')
    expect((await home.show()).steps).toHaveLength(1)
    await nameOfRun('Decision Memo')
    expect((await home.show()).steps).toHaveLength(1)
    await nameOfRun('decision-memo')
    expect((await home.show()).steps).toHaveLength(6)
  })

  it('is refused when two have the name, and both ids are told', async () => {
    const ids = await home.withApi(async (api) => {
      const workflow = { name: 'Twice', steps: [{ label: 'A', stepType: 'generate' as const, prompt: 'a' }] }
      return [(await api.workflows.create({ workflow })).id, (await api.workflows.create({ workflow })).id]
    })
    const { code, err } = await home.baton(['run', 'Twice'])
    expect(code).toBe(2)
    for (const id of ids) expect(err).toContain(id)
  })

  it('is refused when there is none, with what was meant perhaps', async () => {
    const { code, err } = await home.baton(['run', 'Decision memmo'])
    expect(code).toBe(2)
    expect(err).toContain('Did you mean "Decision Memo"?')
    expect((await home.baton(['run', 'new'])).code).toBe(2)
  })

  it('may be a file with problems: all of them are listed with their places', async () => {
    const file = home.file(
      'bad.json',
      JSON.stringify({ format: 'baton/1', name: 'Bad', steps: [{ label: 'A' }] }),
    )
    const { code, err } = await home.baton(['run', file])
    expect(code).toBe(2)
    expect(err).toMatch(/^ {2}steps\[0\]\.stepType: /m)
    expect(err).toMatch(/^ {2}steps\[0\]\.prompt: /m)
  })
})
