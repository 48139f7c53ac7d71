import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectLinear } from '../../../test/support/growth'
import { createTokenCounter } from './count-tokens'

const counter = createTokenCounter()
const count = (text: string): number => counter.count(text)
const exact = (text: string): number => encode(text, { disallowedSpecial: new Set() }).length

/** Bytes that look random and are the same each time. */
const noise = (length: number): Buffer =>
  createHash('shake256', { outputLength: length }).update('noise').digest()

const PROSE =
  'The night shift begins when the last bus has gone, and the ward is quiet except for the pumps. '.repeat(40)
const CODE = readFileSync(new URL('map-error.ts', import.meta.url), 'utf8')

describe('count', () => {
  it.each([
    ['English prose', PROSE, 0.9, 1.15],
    ['TypeScript', CODE, 0.85, 1.2],
    [
      'JSON',
      JSON.stringify({ list: Array.from({ length: 200 }, (_, id) => ({ id, name: `item ${id}` })) }),
      0.75,
      1.3,
    ],
    [
      'Chinese',
      '今天天气很好，我们去公园散步吧。这是一个关于夜班护士的习惯追踪器的想法。'.repeat(20),
      0.9,
      1.3,
    ],
    [
      'German',
      'Die Kundinnen und Kunden möchten während der Nachtschicht Übungen durchführen. '.repeat(20),
      0.9,
      1.5,
    ],
    ['Thai', 'นี่คือแอปติดตามนิสัยสำหรับพยาบาลกะกลางคืน'.repeat(20), 0.8, 1.5],
    ['Arabic', 'هذا تطبيق لتتبع العادات للممرضات اللواتي يعملن في الليل. '.repeat(20), 0.8, 1.5],
    ['base64', noise(3_000).toString('base64'), 0.8, 1.5],
  ])('is near the encoding for %s', (_name, text, least, most) => {
    const ratio = count(text) / exact(text)
    expect(ratio).toBeGreaterThan(least)
    expect(ratio).toBeLessThan(most)
  })

  it('is nearly the same by samples as in whole', () => {
    const text = `${PROSE}${CODE}`.repeat(20)
    const pieces = text.match(/[^]{1,60000}/g) ?? []
    const whole = pieces.reduce((sum, piece) => sum + count(piece), 0)
    expect(Math.abs(count(text) / whole - 1)).toBeLessThan(0.05)
  })

  it('takes no special token for one, and nothing for nothing', () => {
    expect(count('<|endoftext|>')).toBeGreaterThan(0)
    expect(count('')).toBe(0)
  })

  it.each([
    ['one letter', 'a'],
    ['spaces', ' '],
    ['alternating marks', 'a.'],
    ['emoji', '😀'],
    ['ideographs', '字'],
    ['prose', PROSE],
  ])('takes no more than in proportion to the length for %s', async (_name, piece) => {
    const text = (length: number) => piece.repeat(Math.ceil(length / piece.length))
    const [small, large] = [text(50_000), text(500_000)]
    await expectLinear(
      () => count(small),
      () => count(large),
    )
  })
})
