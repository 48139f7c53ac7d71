import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { createMemoryCore, emptyFigures } from '../../test-support/memory-core'
import { renderApp } from '../../test-support/render-app'
import { chartBars, roundUp } from './chart-bars'
import { daysOf, spanUntil } from './usage-span'

const known = { ...emptyFigures(), requests: 3, costUsd: 0.42, inputTokens: 1_000, outputTokens: 500 }
const unknown = { ...known, costUsd: null, unpriced: 3, estimated: true }
const part = { ...known, requests: 6, unpriced: 3 }

describe('the usage', () => {
  it('says where it will come from while there is none', async () => {
    await renderApp('/usage')
    expect(await screen.findByText(/No request was sent in this time/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Go to Workflows' })).toBeDefined()
    expect(screen.queryByRole('img')).toBeNull()
  })

  it('shows a chart and tables, and never a cost of nothing for what has no price', async () => {
    const core = createMemoryCore()
    core.usage = {
      total: part,
      days: [{ ...part, day: daysOf(spanUntil(Date.now(), '7')).at(-1) ?? '' }],
      models: [
        { ...known, connection: 'OpenAI', kind: 'openai', model: 'gpt-6-sol' },
        { ...unknown, connection: 'Lab', kind: 'openai-compatible', model: 'house-7b' },
      ],
      workflows: [{ ...part, workflowId: 'w', workflowName: 'Memo' }],
    }
    await renderApp('/usage', core)
    expect(await screen.findByRole('img', { name: /^Spend by day/ })).toBeDefined()
    const models = screen.getByRole('table', { name: 'By model' })
    const unpriced = within(models).getByRole('row', { name: /house-7b/ })
    expect(unpriced.textContent).toContain('unknown')
    expect(unpriced.textContent).not.toContain('$0')
    const workflows = screen.getByRole('table', { name: 'By workflow' })
    expect(within(workflows).getByRole('row', { name: /Memo/ }).textContent).toContain('at least $0.420')
    expect(screen.getByText(/3 requests have no known price/)).toBeDefined()
    fireEvent.click(screen.getByRole('radio', { name: 'Tokens' }))
    expect(screen.getByRole('img', { name: /^Tokens by day/ })).toBeDefined()
  })

  it('speaks of one request as one, and counts anew when the user is back', async () => {
    const day = daysOf(spanUntil(Date.now(), '7')).at(-1) ?? ''
    const core = createMemoryCore()
    const total = { ...known, requests: 41, unpriced: 1 }
    core.usage = { total, days: [{ ...total, day }], models: [], workflows: [] }
    await renderApp('/usage', core)
    expect(await screen.findByText(/^One request has no known price\. What it cost is not/)).toBeDefined()
    core.usage = { ...core.usage, total: { ...total, requests: 57 } }
    fireEvent.focus(window)
    expect(await screen.findByText('57')).toBeDefined()
  })

  it('begins with the tokens where nothing was spent', async () => {
    const free = { ...known, costUsd: 0 }
    const day = daysOf(spanUntil(Date.now(), '7')).at(-1) ?? ''
    const core = createMemoryCore()
    core.usage = { total: free, days: [{ ...free, day }], models: [], workflows: [] }
    await renderApp('/usage', core)
    expect(await screen.findByRole('img', { name: /^Tokens by day/ })).toBeDefined()
    fireEvent.click(screen.getByRole('radio', { name: 'Spend' }))
    expect(screen.getByRole('img', { name: /^Spend by day/ })).toBeDefined()
  })
})

describe('the chart', () => {
  it('has a bar for each day, those without requests included', () => {
    const summary = { total: known, models: [], workflows: [], days: [{ ...unknown, day: '2026-03-29' }] }
    const bars = chartBars(summary, ['2026-03-28', '2026-03-29', '2026-03-30'])
    expect(bars.map(({ hasUnknown, costUsd }) => [hasUnknown, costUsd])).toEqual([
      [false, 0],
      [true, 0],
      [false, 0],
    ])
  })

  it('has a bar for each week of a year, the newest one whole', () => {
    const days = daysOf(spanUntil(new Date(2026, 10, 22, 12).getTime(), '365'))
    expect(days).toHaveLength(365)
    const bars = chartBars({ total: known, models: [], workflows: [], days: [] }, days)
    expect(bars).toHaveLength(53)
    expect(bars.at(-1)).toMatchObject({ firstDay: '2026-11-16', lastDay: '2026-11-22' })
    expect(bars[0]?.firstDay).toBe(days[0])
  })

  it('ends at a round number', () => {
    expect([0, 0.03, 1, 1.1, 4.6, 9_400].map(roundUp)).toEqual([0, 0.05, 1, 2, 5, 10_000])
  })
})
