import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonSchema } from '@shared/model/step'
import { DEMO_MARK } from './demo-mark'
import { writeAnswer } from './write-answer'

const IDEA = 'A habit tracker for night-shift nurses'
const CHINESE = '一个帮助夜班护士记录睡眠的应用。必须离线可用。数据只能保存在手机上。'
const MARKDOWN =
  '# Plan {{input}}\n\n- **One** thing `{a: 1}`\n- <notes>another</notes> | third\n\n```json\n{"x": [1, 2]}\n```'
const PAGE = 'We should write everything down. Anna thinks that 3 of 10 forget it. '.repeat(60)
/** A sentence that stands twice in one answer reads as a machine does. Shorter ones are cells of tables. */
const LONG = 60

interface TemplateStep {
  label: string
  stepType: string
  prompt: string
  systemPrompt?: string
  output?: { format: 'text' | 'json'; schema?: JsonSchema }
}
interface TemplateFile {
  input: { example: unknown }
  steps: TemplateStep[]
}

function read(file: string): TemplateFile {
  const url = new URL(`../../../../resources/templates/${file}.baton.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8'))
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Answers a template's steps one after the other, as the engine would. A gate passes what `review` makes of it. */
function chain(template: TemplateFile, input: unknown, review = (text: string) => text) {
  const outputs = new Map<string, string>()
  for (const { label, stepType, prompt: written, systemPrompt = '', output } of template.steps) {
    const prompt = written.replace(/\{\{(.+?)\}\}/g, (_, reference: string) => {
      if (reference.startsWith('input')) return shown(at({ input }, reference))
      const [, name = '', field = ''] = /^steps\.(.+?)\.(\w+)$/.exec(reference) ?? []
      const text = outputs.get(name) ?? ''
      return field === 'content' ? text : shown(at(JSON.parse(text), field))
    })
    const request = {
      connection: { name: 'demo', kind: 'demo' as const },
      model: 'demo',
      systemPrompt,
      messages: [{ role: 'user' as const, content: prompt }],
      maxTokens: 4096,
      output: output ?? { format: 'text' as const },
    }
    outputs.set(label, stepType === 'review' ? review(prompt) : writeAnswer(request, ''))
  }
  return outputs
}

describe.each(['deep-build-pipeline', 'decision-memo', 'critical-reading-brief'])('%s', (file) => {
  const template = read(file)
  const asInput = (text: string) =>
    file === 'critical-reading-brief'
      ? { source: text, question: 'Does it hold?', audience: 'A friend' }
      : text

  it.each([
    ['its example', template.input.example],
    ['one line', asInput(IDEA)],
    ['one word', asInput('Bicycles')],
    ['a page', asInput(PAGE)],
    ['another script', asInput(CHINESE)],
    ['Markdown and braces', asInput(MARKDOWN)],
  ])('%s: answers under the headings asked for, marked as a demo once', (_name, input) => {
    const outputs = chain(template, input)
    for (const { label, prompt, stepType, output } of template.steps) {
      const text = outputs.get(label) ?? ''
      const wanted = prompt.match(/^## .+$/gm) ?? []
      expect(
        wanted.filter((heading) => !text.includes(`${heading}\n`)),
        label,
      ).toEqual([])
      expect(text, label).not.toMatch(/undefined|\[object|NaN|lorem/i)
      const isText = output?.format !== 'json'
      expect(isText || z.fromJSONSchema(output.schema ?? {}).safeParse(JSON.parse(text)).success, label).toBe(
        true,
      )
      expect(!isText || stepType === 'review' || text.startsWith(DEMO_MARK), label).toBe(true)
      expect(text.split(DEMO_MARK).length, label).toBe(isText ? 2 : 1)
    }
    expect(chain(template, input)).toEqual(outputs)
  })
})

it.each(['Idea Generation', 'Research & Context Gathering', 'Feature Brainstorm'])(
  'Deep Build Pipeline, %s: no two sections say the same',
  (label) => {
    const text = chain(read('deep-build-pipeline'), IDEA).get(label) ?? ''
    const lines = text.split('\n').filter((line) => line.length > LONG)
    expect(new Set(lines).size).toBe(lines.length)
  },
)

it('Deep Build Pipeline: each step builds on the ones before', () => {
  const texts = chain(read('deep-build-pipeline'), IDEA)
  const [, feature = '?'] = /^\| F1 \| ([^|]+) \|/m.exec(texts.get('Feature Brainstorm') ?? '') ?? []
  for (const label of ['Extend & Improve', 'Final Improvements', 'Implementation Prompts'])
    expect(texts.get(label)?.toLowerCase()).toContain(feature.trim().toLowerCase())
  const [, name = '?'] = /\*\*Working name:\*\* (\w+)/.exec(texts.get('Idea Generation') ?? '') ?? []
  expect(texts.get('Implementation Prompts')).toContain(`${name}: ${IDEA}. For night-shift nurses.`)
  expect(texts.get('Research & Context Gathering')).toMatch(/from: idea \(6 words\), concept \(\d+ words\)/)
})

it('Deep Build Pipeline: wishes of the idea become features', () => {
  const template = read('deep-build-pipeline')
  expect(chain(template, template.input.example).get('Feature Brainstorm')).toContain(
    '| F1 | Members see what is there and reserve it |',
  )
})

it('Deep Build Pipeline: what a reviewer edits shows up in the steps behind', () => {
  const edited =
    '## Features\n\n| ID | feature |\n| --- | --- |\n| F1 | Talking pillow |\n| F2 | Paper mode |'
  const texts = chain(read('deep-build-pipeline'), IDEA, (text) =>
    text.includes('## First Version') ? edited : text,
  )
  for (const label of ['Extend & Improve', 'Final Improvements', 'Implementation Prompts'])
    expect(texts.get(label)?.toLowerCase(), label).toContain('talking pillow')
})

it('Decision Memo: what the owner decides is what the memo says', () => {
  const template = read('decision-memo')
  const decided = '## Recommended\n\nWe upgrade Elasticsearch properly, in May.\n\n## Because\n\nIt is ours.'
  const memo = chain(template, template.input.example, () => decided).get('Decision Memo') ?? ''
  expect(memo).toContain('# We upgrade Elasticsearch properly, in May\n')
  expect(memo).toContain('| Upgrade Elasticsearch properly | it keeps what works | chosen |')
})

describe('Critical Reading Brief', () => {
  const template = read('critical-reading-brief')

  it('quotes verbatim, and looks its own figures up in the source', () => {
    const texts = chain(template, template.input.example)
    const { source } = template.input.example as { source: string }
    const { claims } = JSON.parse(texts.get('Claims') ?? '') as { claims: { quote: string }[] }
    expect(claims.length).toBeGreaterThan(3)
    for (const { quote } of claims) expect(source).toContain(quote)
    expect(texts.get('Checked Brief')).toContain('all of them are in the source')
  })

  it('keeps to the verdicts as the reviewer left them', () => {
    const worse = (text: string) => text.replaceAll('**Verdict:** plausible', '**Verdict:** weak')
    const brief = chain(template, template.input.example, worse).get('Draft Brief') ?? ''
    expect(brief).toContain('Not supported by this source')
  })
})
