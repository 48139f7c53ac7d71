import { expect, test } from 'vitest'
import type { FrozenStep, Run, StepRun } from './run'
import { runFileName } from './run-file-name'
import { runJson } from './run-json'
import { runMarkdown } from './run-markdown'

function step(state: Partial<StepRun> = {}, settings: Partial<FrozenStep> = {}): StepRun {
  const label = state.label ?? 'Idea'
  return {
    id: 's1',
    label,
    settings: {
      id: 's1',
      label,
      stepType: 'generate',
      prompt: 'go',
      systemPrompt: '',
      connection: { name: 'Work', kind: 'openai' },
      model: 'gpt',
      maxTokens: 4096,
      maxRetries: 2,
      enabled: true,
      output: { format: 'text' },
      ...settings,
    },
    status: 'completed',
    output: 'An idea.',
    revision: 1,
    fingerprint: 'f',
    fingerprintVersion: 1,
    partial: '',
    attempts: 1,
    feedback: null,
    rerun: null,
    until: null,
    stale: false,
    staleBecause: null,
    truncated: false,
    unknownFinish: null,
    reused: false,
    tokenUsage: { inputTokens: 1200, outputTokens: 34 },
    costEstimate: 0.5,
    durationMs: 1,
    error: null,
    startedAt: 1,
    finishedAt: 2,
    seq: 1,
    ...state,
  }
}

function run(steps: StepRun[], fields: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    workflowId: null,
    workflowName: 'Ideas',
    sourcePath: null,
    status: 'completed',
    pauseReason: null,
    pausing: false,
    input: undefined,
    inputDescription: null,
    options: { yoloMode: false, concurrency: 4, budgetUsd: null, reuse: false },
    steps,
    removedSteps: [],
    estimate: null,
    seq: 1,
    createdAt: Date.UTC(2026, 10, 22, 9, 30),
    updatedAt: 1,
    finishedAt: 2,
    ...fields,
  }
}

test('title, input, and each step with its model and its output', () => {
  const gate = step({
    label: 'Look',
    status: 'skipped',
    output: 'An idea.',
    tokenUsage: null,
    costEstimate: 0,
  })
  const { connection: _, model: _model, ...reviewed } = { ...gate.settings, stepType: 'review' as const }
  expect(runMarkdown(run([step(), { ...gate, settings: reviewed }], { input: 'Bread' }))).toBe(
    `# Ideas

2026-11-22 09:30 UTC · completed · 1,200 tokens in, 34 out · $0.50

## Input

\`\`\`
Bread
\`\`\`

## 1. Idea

*generate · \`gpt\` · connection Work · completed*

An idea.

## 2. Look

*review · review gate · skipped*

An idea.
`,
  )
})

test('headings of outputs stand below that of their step, and what a text breaks off in does not reach the next', () => {
  const first = step({ output: '\n\n    # code\n\n# Plan\n\nGoals\n---\n\n```sh\n# no heading' })
  const text = runMarkdown(run([first, step({ label: 'Next', output: '## Two' })]))
  expect(text.split('\n').filter((line) => /^ *#/.test(line))).toEqual([
    '# Ideas',
    '## 1. Idea',
    '    # code',
    '### Plan',
    '#### Goals',
    '# no heading',
    '## 2. Next',
    '### Two',
  ])
  expect(text).toContain('```sh\n# no heading\n```\n\n## 2. Next')
})

test('JSON stands in a fence that nothing in it can end', () => {
  const json = step({ output: '{"a": "```"}' }, { output: { format: 'json' } })
  const text = runMarkdown(run([json], { input: { topic: '````' } }))
  expect(text).toContain('`````json\n{\n  "topic": "````"\n}\n`````')
  expect(text).toContain('````json\n{"a": "```"}\n````')
})

test.each([
  [{ truncated: true }, '> **Note:** this text was cut off at the token limit.'],
  [
    { stale: true, staleBecause: 'Plan' },
    '> **Note:** this text is stale: "Plan" has changed since it was made.',
  ],
  [
    { stale: true, staleBecause: 'Idea' },
    '> **Note:** this text is stale: the settings of the step have changed since it was made.',
  ],
  [{ output: null, partial: 'An' }, '> **Note:** this text is incomplete: the step did not end.\n\nAn'],
  [
    { output: null, error: { code: 'network', message: 'No *way*.', retryable: true } },
    String.raw`> **Note:** the step failed: No \*way\*.`,
  ],
  [{ output: '' }, '*(empty)*'],
  [{ reused: true }, '· completed · reused*'],
  [{ revisionSource: 'human' }, '· completed · edited by hand*'],
  [{ revisionSource: 'model' }, '· completed*'],
] satisfies [Partial<StepRun>, string][])('%j is told', (state, wanted) => {
  expect(runMarkdown(run([step(state)]))).toContain(wanted)
})

test('a pending step has no text', () => {
  const pending = step({ status: 'pending', output: null, tokenUsage: null, costEstimate: 0 })
  expect(runMarkdown(run([pending]))).toMatch(/completed\n\n## 1. Idea\n\n\*[^\n]* · pending\*\n$/)
})

test('names mean nothing in Markdown', () => {
  const text = runMarkdown(run([step({ label: '[x](javascript:1) `c` <b>' })], { workflowName: '# a\nb' }))
  expect(text).toContain(String.raw`# \# a b`)
  expect(text).toContain(String.raw`## 1. \[x\](javascript:1) \`c\` \<b\>`)
})

test('an unknown price is never a sum', () => {
  expect(runMarkdown(run([step(), step({ costEstimate: null })]))).toContain('cost unknown')
  expect(runMarkdown(run([step({ costEstimate: 0.00012 })]))).toContain('$0.00012')
})

test('JSON holds the whole run and its totals', () => {
  const whole = run([step()], { input: { a: 1 } })
  const { costEstimate, tokenUsage, ...read } = JSON.parse(runJson(whole)) as Run & Record<string, unknown>
  expect(read).toEqual(whole)
  expect({ costEstimate, tokenUsage }).toEqual({
    costEstimate: 0.5,
    tokenUsage: { inputTokens: 1200, outputTokens: 34 },
  })
})

test('the file is named for the workflow and the day', () => {
  expect(runFileName(run([], { workflowName: '../Ideas: new' }), '.md')).toBe('ideas-new-2026-11-22.md')
})
