import { emptyFigures, type MemoryCore } from './memory-core'

const DAY = 86_400_000

/** A month of somebody who uses Baton on most days, up to now. */
export function exampleUsage(now: number): MemoryCore['usage'] {
  const figures = (requests: number, costUsd: number | null, unpriced = 0): MemoryCore['usage']['total'] => ({
    ...emptyFigures(),
    requests,
    costUsd,
    unpriced,
    inputTokens: requests * 5_130,
    outputTokens: requests * 2_150,
  })
  const dayNames = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' })
  const days = [2, 0, 5, 9, 4, 0, 0, 12, 7, 3, 1, 15, 8, 0, 0, 6, 11, 4, 9, 2]
  const days30 = days.flatMap((requests, index) => {
    const day = dayNames.format(now - (days.length - 1 - index) * DAY)
    const unpriced = index === 11 ? 4 : 0
    return requests === 0 ? [] : [{ ...figures(requests, requests * 0.031, unpriced), day }]
  })
  return {
    total: { ...figures(98, 3.038, 4), cachedInputTokens: 41_200 },
    models: [
      { ...figures(54, 2.41), connection: 'Anthropic', kind: 'anthropic', model: 'claude-sonnet-4.5' },
      { ...figures(22, 0.628), connection: 'OpenAI', kind: 'openai', model: 'gpt-6-sol' },
      { ...figures(18, 0), connection: 'Ollama', kind: 'ollama', model: 'llama3.2', estimated: true },
      { ...figures(4, null, 4), connection: 'Lab server', kind: 'openai-compatible', model: 'house-7b' },
    ],
    workflows: [
      { ...figures(61, 2.2), workflowId: 'id-1', workflowName: 'Deep Build Pipeline' },
      { ...figures(33, 0.838, 4), workflowId: 'id-2', workflowName: 'Release notes' },
      { ...figures(4, 0), workflowId: null, workflowName: 'Decision Memo' },
    ],
    days: days30,
  }
}
