import { describe, expect, it } from 'vitest'
import { BatonError, type Problem } from '../errors'
import { formatTemplateFile, parseTemplateFile } from './template-file'
import { MAX_TEMPLATE_BYTES } from './template-file-schema'
import type { WorkflowSettings } from './workflow'
import { canaryKey } from '../../../test/support/canary-keys'
import { expectLinear, expectWithin } from '../../../test/support/growth'

const step = { label: 'Draft', stepType: 'generate', prompt: 'Write about {{input}}' } as const
const minimal = { format: 'baton/1', name: 'Small', steps: [step] }
const noConnections = { providerKindOf: () => undefined }

function parse(file: unknown) {
  return parseTemplateFile(typeof file === 'string' ? file : JSON.stringify(file))
}

function refusal(file: unknown): Problem[] {
  try {
    parse(file)
  } catch (error) {
    if (error instanceof BatonError && error.code === 'INVALID') return error.problems
    throw error
  }
  expect.unreachable('the file was accepted')
}

describe('parseTemplateFile', () => {
  it('keeps what is there and adds nothing', () => {
    expect(parse(minimal)).toEqual({ template: { name: 'Small', steps: [step] }, warnings: [] })
  })

  it('tolerates a byte order mark and any line ends, in the file and in its texts', () => {
    const text = `\uFEFF${JSON.stringify({ ...minimal, description: 'a\r\nb\rc\nd' }, null, 2).replaceAll('\n', '\r\n')}`
    expect(parse(text).template.description).toBe('a\nb\nc\nd')
  })

  it('reports everything at once, with path, sentence and what to do', () => {
    const problems = refusal({
      format: 'baton/1',
      name: '  ',
      concurrency: 0,
      steps: [
        { label: 'A', stepType: 'dream', prompt: 'x' },
        { label: 'B', stepType: 'generate', temperature: '0.5', maxTokens: 1.5, output: {} },
      ],
    })
    expect(problems).toEqual([
      expect.objectContaining({
        path: ['name'],
        message: 'The field "name" must be a text that is not empty, and is "  ". Change it.',
        severity: 'error',
      }),
      expect.objectContaining({
        path: ['concurrency'],
        message: 'The field "concurrency" must be at least 1, and is 0. Change it.',
      }),
      expect.objectContaining({
        path: ['steps', 0, 'stepType'],
        message:
          'The field "stepType" of step 1 must be one of "generate", "research", "analyze", "summarize", "extract", "transform", "review", and is "dream". Change it.',
      }),
      expect.objectContaining({
        path: ['steps', 1, 'prompt'],
        message: 'The field "prompt" of step 2 is missing. Add it: it must be a text.',
      }),
      expect.objectContaining({
        path: ['steps', 1, 'temperature'],
        message: 'The field "temperature" of step 2 must be a number, and is "0.5". Change it.',
      }),
      expect.objectContaining({
        path: ['steps', 1, 'maxTokens'],
        message: 'The field "maxTokens" of step 2 must be a whole number, and is 1.5. Change it.',
      }),
      expect.objectContaining({
        path: ['steps', 1, 'output', 'format'],
        message: 'The field "output.format" of step 2 is missing. Add it: it must be one of "text", "json".',
      }),
    ])
  })

  it('leaves unknown fields out at every level and names them, but not in bags of JSON', () => {
    const { template, warnings } = parse({
      ...minimal,
      apiKey: canaryKey(),
      input: { description: 'd', baseUrl: 'http://evil.test', schema: { anything: { goes: true } } },
      steps: [
        { ...step, id: 'x', connection: 'y', output: { format: 'json', strict: true }, config: { any: 1 } },
      ],
    })
    expect(JSON.stringify(template)).not.toMatch(/canary|evil|"id"|strict|connection/)
    expect(template.input?.schema).toEqual({ anything: { goes: true } })
    expect(template.steps[0]?.config).toEqual({ any: 1 })
    expect(warnings.map(({ path, severity }) => ({ path, severity }))).toEqual([
      { path: ['input'], severity: 'warning' },
      { path: ['steps', 0, 'output'], severity: 'warning' },
      { path: ['steps', 0], severity: 'warning' },
      { path: [], severity: 'warning' },
    ])
    expect(warnings[3]?.message).toBe(
      'The file has fields that Baton doesn\'t know: "apiKey". They are left out.',
    )
  })

  it('keeps a provider that is no known kind, with a warning', () => {
    const { template, warnings } = parse({ ...minimal, steps: [{ ...step, provider: 'my key' }] })
    expect(template.steps[0]?.provider).toBe('my key')
    expect(warnings).toMatchObject([{ path: ['steps', 0, 'provider'], severity: 'warning' }])
  })

  it.each([
    ['a newer format', { ...minimal, format: 'baton/2', steps: 'other' }, /reads "baton\/1"\. Update Baton/],
    ['no format', { name: 'x', steps: [] }, /"format" is missing/],
    ['another format', { ...minimal, format: ['\u202Ex'] }, /no format of Baton's/],
    ['a list', [], /must hold one JSON object/],
    ['null', 'null', /must hold one JSON object/],
    ['nothing', ' \n', /it is empty/],
    ['a web page', '<!doctype html>', /has "<" at line 1, column 1, where a value belongs/],
    ['a cut file', JSON.stringify(minimal).slice(0, -2), /ends too early, at line 1, column/],
    ['a trailing comma', '{"a": 1,\n}', /has "}" at line 2, column 1, where the name of a field/],
    ['a raw NUL', '{"format": "baton/1", "name": "a\u0000"}', /where an escape/],
    ['an infinite number', '{"format":"baton/1","name":"x","budgetUsd":1e999,"steps":[]}', /too large/],
  ])('refuses %s', (_what, file, message) => {
    expect(refusal(file)[0]?.message).toMatch(message)
  })

  it.each(['\u0000', '\u0007', '\u001B', '\u007F', '\u0085'])(
    'refuses control character %j anywhere, with its place',
    (character) => {
      const steps = [{ ...step, prompt: `a${character}b`, config: { deep: [character] } }]
      const problems = refusal({ ...minimal, name: `x${character}`, steps })
      expect(problems.map(({ path }) => path)).toEqual([
        ['name'],
        ['steps', 0, 'prompt'],
        ['steps', 0, 'config', 'deep', 0],
      ])
      expect(problems[1]?.message).toMatch(/of step 1 has the control character U\+00..\. Remove it\./)
      expect(JSON.stringify(problems.map(({ message }) => message))).not.toContain(character)
    },
  )

  it('refuses line breaks in names, and control characters in property names', () => {
    expect(refusal({ ...minimal, name: 'a\nb' })[0]?.message).toMatch(/must be one line of text/)
    const problems = refusal({ ...minimal, steps: [{ ...step, config: { 'a\u0000': 1 } }] })
    expect(problems[0]?.message).toMatch(/unreadable character in its name/)
  })

  it('refuses half a character', () => {
    const file = JSON.stringify(minimal).replace('Write', String.raw`\ud83d`)
    expect(refusal(file)[0]?.message).toMatch(/half a character/)
  })

  it('takes reordering characters out of names and labels, and leaves them in prompts, with warnings', () => {
    const { template, warnings } = parse({
      ...minimal,
      name: 'safe\u202Egpj.exe',
      steps: [{ ...step, label: '\u2067Draft\u2069', prompt: 'say \u202Eolleh' }],
    })
    expect(template.name).toBe('safegpj.exe')
    expect(template.steps[0]).toMatchObject({ label: 'Draft', prompt: 'say \u202Eolleh' })
    expect(warnings.map(({ path }) => path)).toEqual([
      ['name'],
      ['steps', 0, 'label'],
      ['steps', 0, 'prompt'],
    ])
    expect(warnings.map(({ message }) => message).join()).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  })

  it('refuses duplicate and reserved property names at every level, with their places', () => {
    const problems = refusal(
      `{"format":"baton/1","name":"a","name":"b","__proto__":{"polluted":1},
        "steps":[{"label":"A","stepType":"generate","prompt":"x","config":{"a":{"b":1,"\\u0062":2,"__proto__":{"polluted":1}}}}]}`,
    )
    expect(problems.map(({ path }) => path)).toEqual([
      ['name'],
      ['__proto__'],
      ['steps', 0, 'config', 'a', 'b'],
      ['steps', 0, 'config', 'a', '__proto__'],
    ])
    expect(problems[0]?.message).toBe('The field "name" is there twice. Keep the one that is meant.')
    expect('polluted' in {}).toBe(false)
  })

  it('treats other names of Object.prototype as plain fields', () => {
    const { template, warnings } = parse({
      ...minimal,
      constructor: 1,
      steps: [{ ...step, toString: 1, config: { constructor: { prototype: 1 }, hasOwnProperty: 2 } }],
    })
    expect(template.steps[0]?.config).toEqual({ constructor: { prototype: 1 }, hasOwnProperty: 2 })
    expect(warnings).toHaveLength(2)
  })

  it('counts steps and levels exactly', () => {
    const steps = (count: number) => ({ ...minimal, steps: Array.from({ length: count }, () => step) })
    expect(parse(steps(500)).template.steps).toHaveLength(500)
    expect(refusal(steps(501))[0]).toMatchObject({
      path: ['steps'],
      message: 'The field "steps" must be a list of at most 500, and is a list of 501. Change it.',
    })
    const nested = (levels: number) =>
      JSON.stringify({ ...minimal, input: { example: 0 } }).replace(
        '"example":0',
        `"example":${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}`,
      )
    expect(parse(nested(100)).warnings).toEqual([])
    expect(refusal(nested(101))[0]?.message).toMatch(/^The field "input" nests .* more than 100 levels deep/)
  })

  it('lists at most 100 problems and says that there are more', () => {
    const problems = refusal({ ...minimal, steps: Array.from({ length: 400 }, () => 1) })
    expect(problems).toHaveLength(101)
    expect(problems[100]?.message).toMatch(/has more places/)
  })

  /** As large as may be. */
  const largest = JSON.stringify({
    ...minimal,
    steps: Array.from({ length: 500 }, () => ({ ...step, prompt: 'x'.repeat(9000) })),
    input: { example: Array.from({ length: 90_000 }, () => 1) },
  })

  it('accepts the largest file that it must, in time that grows with its size', async () => {
    const tenth = JSON.stringify({
      ...minimal,
      steps: Array.from({ length: 50 }, () => ({ ...step, prompt: 'x'.repeat(9000) })),
      input: { example: Array.from({ length: 9_000 }, () => 1) },
    })
    expect(parse(largest).warnings).toEqual([])
    await expectLinear(
      () => parse(tenth),
      () => parse(largest),
    )
  })

  it.each<[string, () => string, RegExp]>([
    ['200 MB', () => 'x'.repeat(200_000_000), /larger than 5 MB/],
    ['5 MB in bytes, less in characters', () => '"'.concat('é'.repeat(2_600_000)), /larger than 5 MB/],
    ['depth 10^6 of lists', () => '['.repeat(1_000_000), /100 levels/],
    ['depth 10^6 of objects', () => '{"a":'.repeat(900_000), /100 levels/],
    [
      '10^5 steps',
      () =>
        `{"format":"baton/1","name":"x","steps":[${`${JSON.stringify({ ...step, prompt: '' })},`.repeat(1e5 - 1)}{}]}`,
      /500 steps|larger than 5 MB/,
    ],
    ['10^5 tiny steps', () => `{"format":"baton/1","steps":[${'{},'.repeat(1e5)}{}]}`, /500 steps/],
    ['a million values', () => `{"format":"baton/1","a":[${'[],'.repeat(1e6)}0]}`, /100,000 values/],
    ['5 MB of space', () => ' '.repeat(MAX_TEMPLATE_BYTES), /empty/],
    ['5 MB of one unclosed text', () => `{"a":"${'\\u0041'.repeat(800_000)}`, /ends too early/],
    ['5 MB of line ends', () => '\r\n'.repeat(2_499_999), /empty/],
    ['99,999 duplicates', () => `{${'"a":1,'.repeat(99_000)}"a":1}`, /there twice/],
    [
      '99,000 unknown fields',
      () => `{${Array.from({ length: 99_000 }, (_, index) => `"f${index}":1,`).join('')}"format":"baton/1"}`,
      /"name" is missing/,
    ],
    [
      '40,000 texts with control characters',
      () => `{"format":"baton/1","a":[${'"\\u0000",'.repeat(40_000)}0]}`,
      /control character/,
    ],
    [
      'one very long name',
      () => JSON.stringify({ ...minimal, name: 'x'.repeat(4_900_000) }),
      /200 characters/,
    ],
  ])('refuses %s, in about the time that the largest good file takes', async (_what, make, message) => {
    const text = make()
    const problems = refusal(text)
    expect(problems[0]?.message).toMatch(message)
    expect(problems.every((each) => each.message.length < 2000)).toBe(true)
    await expectWithin(
      5,
      () => parse(largest),
      () => refusal(text),
    )
  })
})

describe('formatTemplateFile', () => {
  const settings: WorkflowSettings = {
    steps: [
      { prompt: 'p', enabled: true, stepType: 'generate', label: 'A', systemPrompt: '', provider: 'work' },
    ],
    input: { schema: { b: 1, a: 2 }, description: 'd' },
    yoloMode: false,
    name: 'N',
  }

  it('writes known fields in order, explicit values explicitly, absent ones not at all', () => {
    expect(formatTemplateFile(settings, { providerKindOf: () => 'anthropic' })).toBe(`{
  "$schema": "urn:baton:1/template.schema.json",
  "format": "baton/1",
  "name": "N",
  "yoloMode": false,
  "input": {
    "description": "d",
    "schema": {
      "b": 1,
      "a": 2
    }
  },
  "steps": [
    {
      "label": "A",
      "stepType": "generate",
      "prompt": "p",
      "systemPrompt": "",
      "provider": "anthropic",
      "enabled": true
    }
  ]
}
`)
  })

  it("never writes a connection's name, an id, or anything else that isn't authored", () => {
    const stored = {
      ...settings,
      id: 'secret-id',
      createdAt: 1,
      updatedAt: 2,
      sourcePath: '/home/secret',
      steps: settings.steps.map((each) => ({ ...each, id: 'secret-id', apiKey: 'secret' })),
    }
    expect(formatTemplateFile(stored, noConnections)).not.toMatch(/secret|work|updatedAt/)
  })

  it('keeps a provider that is a kind, whatever connections are called', () => {
    const text = formatTemplateFile(
      { name: 'N', steps: [{ ...step, provider: 'ollama' }] },
      { providerKindOf: () => 'openai' },
    )
    expect(text).toContain('"provider": "ollama"')
  })

  it('writes what an import accepts: no control characters, no halves of characters, no reordered names', () => {
    const text = formatTemplateFile(
      {
        name: 'N\u202E',
        steps: [{ ...step, prompt: 'a\u0000b\r\nc\uD83D', config: { 'k\u0007': 'v\u0007' } }],
      },
      noConnections,
    )
    const { template, warnings } = parseTemplateFile(text)
    expect(warnings).toEqual([])
    expect(template.name).toBe('N')
    expect(template.steps[0]).toMatchObject({ prompt: 'ab\nc\uFFFD', config: { k: 'v' } })
  })

  it('refuses what no file can hold', () => {
    const steps = Array.from({ length: 501 }, () => step)
    expect(() => formatTemplateFile({ name: 'N', steps }, noConnections)).toThrow(
      /^The workflow does not fit into a template file\. .*at most 500/,
    )
  })
})
