import { Zap } from 'lucide-react'
import { describe, expect, it } from 'vitest'
import type { PaletteItem } from './palette-item'
import { rankItems } from './rank-items'

const NOW = Date.UTC(2026, 10, 22)
const HOUR = 3_600_000

const item = (name: string, more: Partial<PaletteItem> = {}): PaletteItem => ({
  id: name,
  name,
  icon: Zap,
  run: () => {},
  ...more,
})
const ranked = (items: PaletteItem[], search: string) =>
  rankItems([{ heading: 'All', items }], search, NOW).flatMap((group) => group.items.map(({ name }) => name))

describe('the palette', () => {
  it('begins with what was used last, which is not repeated below', () => {
    const groups = [
      { heading: 'Workflows', items: [item('Old', { usedAt: 1 }), item('New', { usedAt: NOW - HOUR })] },
      { heading: 'Actions', items: [item('Never'), item('Just now', { usedAt: NOW })] },
    ]
    expect(
      rankItems(groups, ' ', NOW).map(({ heading, items }) => [heading, ...items.map(({ name }) => name)]),
    ).toEqual([
      ['Recent', 'Just now', 'New', 'Old'],
      ['Actions', 'Never'],
    ])
  })

  it('puts the better fit first, and of equals what was used last', () => {
    expect(ranked([item('My report'), item('Report')], 'rep')).toEqual(['Report', 'My report'])
    const twins = [
      item('Report A', { usedAt: NOW - 400 * 24 * HOUR }),
      item('Report B', { usedAt: NOW - HOUR }),
    ]
    expect(ranked(twins, 'rep')).toEqual(['Report B', 'Report A'])
    expect(ranked([item('Prereport', { usedAt: NOW }), item('Report')], 'report')).toEqual([
      'Report',
      'Prereport',
    ])
  })

  it('finds by other words and details, behind what has it in its name', () => {
    const items = [
      item('Back up now', { also: 'save copy' }),
      item('Save'),
      item('Runs', { detail: 'saved by hand' }),
    ]
    expect(ranked(items, 'save')).toEqual(['Save', 'Back up now', 'Runs'])
    expect(ranked(items, 'sa')).toEqual(['Save'])
  })

  it('orders the groups by their best line, and keeps each of them short', () => {
    const many = Array.from({ length: 30 }, (_, index) => item(`My run ${index}`))
    const groups = rankItems(
      [
        { heading: 'Workflows', items: many },
        { heading: 'Actions', items: [item('Run again')] },
        { heading: 'Templates', items: [item('Nothing like it')] },
      ],
      'run',
      NOW,
    )
    expect(groups.map(({ heading, items }) => [heading, items.length])).toEqual([
      ['Actions', 1],
      ['Workflows', 8],
    ])
  })
})
