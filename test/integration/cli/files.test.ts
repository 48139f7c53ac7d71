import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newHome, type Home } from './command-line'
import { canaryKey } from '../../support/canary-keys'

let home: Home
beforeEach(() => {
  home = newHome()
})
afterEach(() => home.remove())

describe('import and export', () => {
  it('give the same bytes, on standard output and in a file', async () => {
    const exported = await home.baton(['export', 'Deep Build Pipeline'])
    expect(exported).toMatchObject({ code: 0, err: '' })
    const file = home.file('pipeline.baton.json', exported.out)
    const imported = await home.baton(['import', file, '--json'])
    expect(imported.code, imported.err).toBe(0)
    const { id, source } = JSON.parse(imported.out)
    expect(source).toBe('own')
    expect((await home.baton(['export', id])).out).toBe(exported.out)
    expect((await home.baton(['export', 'Deep Build Pipeline', '-o', 'again.json'])).code).toBe(0)
    expect(readFileSync(join(home.folder, 'again.json'), 'utf8')).toBe(exported.out)
    mkdirSync(join(home.folder, 'into'))
    await home.baton(['export', 'deep-build-pipeline', '-o', 'into'])
    expect(readFileSync(join(home.folder, 'into/deep-build-pipeline.baton.json'), 'utf8')).toBe(exported.out)
  })

  it('make a file a template that can be run by its name, with warnings for what is unknown', async () => {
    const file = home.file(
      'mine.baton.json',
      JSON.stringify({
        format: 'baton/1',
        name: 'Mine',
        color: 'red',
        steps: [{ label: 'A', stepType: 'generate', prompt: 'a', provider: 'demo' }],
      }),
    )
    const { code, out, err } = await home.baton(['import', file])
    expect(code).toBe(0)
    expect(out).toMatch(/^Added the template "Mine", id \S+\.\n  1 step wants Demo: /)
    expect(err).toContain('color')
    expect((await home.baton(['run', 'Mine'])).code).toBe(0)
  })

  it('say which connections and models a file wants, and which of the user’s own will serve', async () => {
    const file = home.workflowFile(
      [
        {},
        { prompt: '{{steps.Step 1.content}}' },
        { provider: 'openai', model: 'gpt-4o' },
        { provider: 'demo' },
        { provider: 'anthropic', model: 'claude-opus-5' },
        { stepType: 'review', prompt: '{{steps.Step 5.content}}', provider: 'openai' },
      ],
      { name: 'Wants' },
    )
    const environment = { OPENAI_API_KEY: canaryKey() }
    const { code, out, err } = await home.baton(['import', file], { environment })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n').slice(1)).toEqual([
      '  2 steps want the default connection: "openai" will serve, with gpt-6-sol.',
      '  1 step wants OpenAI, gpt-4o: "openai" will serve.',
      '  1 step wants Demo: the demo connection will serve.',
      '  1 step wants Anthropic, claude-opus-5: nothing serves yet. There is no connection for Anthropic: it has no API key. Add a connection with an API key under Connections, or set ANTHROPIC_API_KEY in the environment.',
      '',
    ])
    const asJson = JSON.parse((await home.baton(['import', file, '--json'], { environment })).out)
    expect(asJson.needs).toMatchObject([
      {
        provider: null,
        model: null,
        stepCount: 2,
        serves: { connection: { name: 'openai' } },
        problem: null,
      },
      { provider: 'openai', model: 'gpt-4o', stepCount: 1, serves: { model: 'gpt-4o' }, problem: null },
      { provider: 'demo', serves: { connection: { kind: 'demo' } } },
      { provider: 'anthropic', serves: null, problem: { code: 'key_missing' } },
    ])
  })

  it('say what is wrong with the prompts of a file, as validate does, and add it all the same', async () => {
    const file = home.workflowFile(
      [
        { prompt: 'See {{steps.Later.content}}', provider: 'demo' },
        { label: 'Later', prompt: '{{unclosed', provider: 'demo' },
      ],
      { name: 'To mend' },
    )
    const checked = (await home.baton(['validate', file])).err
    const { code, out, err } = await home.baton(['import', file])
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('Added the template "To mend"'),
    })
    const lines = err.trimEnd().split('\n')
    expect(lines.map((line) => line.split(': ')[0])).toEqual(['steps[0].prompt', 'steps[1].prompt'])
    for (const line of lines) expect(checked).toContain(`  ${line}\n`)
    const asJson = JSON.parse((await home.baton(['import', file, '--json'])).out)
    expect(asJson.faults).toMatchObject([{ path: ['steps', 0, 'prompt'] }, { path: ['steps', 1, 'prompt'] }])
  })

  it('leave everything as it is for a bad file', async () => {
    const before = (await home.baton(['templates', '--json'])).out
    const bad = ['', '{', '[]', '{"format":"baton/2","name":"x","steps":[]}', '{"format":"baton/1"}']
    for (const [index, text] of bad.entries()) {
      const { code, out, err } = await home.baton(['import', home.file(`bad-${index}.json`, text)])
      expect({ code, out }, text).toEqual({ code: 2, out: '' })
      expect(err).toMatch(/^baton: /)
    }
    expect((await home.baton(['templates', '--json'])).out).toBe(before)
  })

  it('make the folder that a path with a slash at its end names', async () => {
    const { code, err } = await home.baton(['export', 'decision-memo', '-o', './new/workflows/'])
    expect({ code, err }).toEqual({ code: 0, err: 'Wrote new/workflows/decision-memo.baton.json\n' })
    expect((await home.baton(['validate', 'new/workflows/decision-memo.baton.json'])).code).toBe(0)
  })

  it('refuse what is not there and where nothing can be written', async () => {
    expect((await home.baton(['export', 'Nothing'])).code).toBe(2)
    const nowhere = await home.baton(['export', 'decision-memo', '-o', 'no/such/folder/x.json'])
    expect(nowhere.code).toBe(2)
    expect(nowhere.err).toContain('its folder does not exist')
    expect((await home.baton(['import', 'missing.json'])).code).toBe(2)
  })
})

describe('baton validate', () => {
  it('says that a file is valid', async () => {
    const { out } = await home.baton(['export', 'decision-memo'])
    const valid = await home.baton(['validate', home.file('valid.json', out)])
    expect(valid).toMatchObject({ code: 0, err: '', out: '"Decision Memo" is valid: 6 steps.\n' })
  })

  it('lists everything that is wrong, one per line with its place', async () => {
    const file = home.workflowFile([
      { prompt: 'See {{steps.Later.content}} and {{steps.Nowhere.content}}' },
      { label: 'Later', prompt: '{{unclosed' },
      { label: 'Empty', prompt: '' },
      { label: 'Elsewhere', prompt: 'x', provider: 'openai' },
    ])
    const { code, out, err } = await home.baton(['validate', file])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^baton: There are 5 problems:\n/)
    const places = [...err.matchAll(/^ {2}(steps\S+): /gm)].map(([, place]) => place)
    expect(places).toEqual([
      'steps[0].prompt',
      'steps[0].prompt',
      'steps[1].prompt',
      'steps[2].prompt',
      'steps[3].provider',
    ])
  })

  it('lists faults of the form beside those of the prompts', async () => {
    const file = home.file(
      'both.json',
      JSON.stringify({
        format: 'baton/1',
        name: 'Both',
        unknown: 1,
        steps: [
          { label: 'A', stepType: 'generate', prompt: 'a', temperature: 7 },
          { label: 'B', stepType: 'generate', prompt: '{{steps.Nowhere.content}}' },
        ],
      }),
    )
    const { code, err } = await home.baton(['validate', file])
    expect(code).toBe(2)
    expect(err).toMatch(/^ {2}steps\[0\]\.temperature: /m)
    expect(err).toMatch(/^ {2}steps\[1\]\.prompt: /m)
    expect(err).not.toContain('unknown')
  })

  it('says of another JSON file what makes it none of ours, in words', async () => {
    const { code, err } = await home.baton(['validate', home.file('package.json', '{"name":"left-pad"}')])
    expect(code).toBe(2)
    expect(err).toContain('the field "format" is missing')
    expect(err).toContain('The field "steps" is missing. Add it: it must be a list.')
    expect(err).not.toContain('expected array')
  })
})

describe('baton estimate', () => {
  it('says what every step and the whole would cost, and writes nothing', async () => {
    const file = home.workflowFile([{}, { prompt: '{{steps.Step 1.content}} {{input}}' }])
    const estimate = ['estimate', file, '--input', 'x', '--model', 'gpt-4o', '--connection', 'openai']
    const environment = { OPENAI_API_KEY: canaryKey() }
    const json = JSON.parse((await home.baton([...estimate, '--json'], { environment })).out)
    expect(json.steps).toHaveLength(2)
    expect(json.total.low).toBeGreaterThan(0)
    expect(json.total.high).toBeGreaterThan(json.total.expected)
    const { code, out } = await home.baton(estimate, { environment })
    expect(code).toBe(0)
    expect(out).toMatch(/^Step 1\tgpt-4o\t/m)
    expect(out).toMatch(/^Total: \$[\d.]+ to \$[\d.]+, expected \$[\d.]+\. Based on typical lengths\.$/m)
    expect(JSON.parse((await home.baton(['runs', '--json'])).out)).toEqual([])
  })

  it('says that it does not know where a price is unknown', async () => {
    const environment = { OPENAI_API_KEY: canaryKey() }
    const file = home.workflowFile([{ provider: 'openai', model: 'nobody-knows-this-one' }])
    const { code, out } = await home.baton(['estimate', file], { environment })
    expect(code).toBe(0)
    expect(out).toContain('Total: unknown')
  })
})
