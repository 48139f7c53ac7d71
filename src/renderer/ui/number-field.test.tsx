import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { NumberField } from './number-field'

/** What the field hands on after texts stood in it, one after the other, and what it shows once it is left. */
function typed(texts: string | string[], whole: boolean): { value: number | undefined; shown: string } {
  let held: number | undefined
  const Held = () => {
    const [value, setValue] = useState<number | undefined>(7)
    held = value
    const range = { least: 0.01, most: 1_000_000 }
    return (
      <NumberField label="Limit" placeholder="" whole={whole} {...range} value={value} onChange={setValue} />
    )
  }
  const { unmount } = render(<Held />)
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Limit' })
  for (const text of [texts].flat()) fireEvent.change(field, { target: { value: text } })
  fireEvent.blur(field)
  const answer = { value: held, shown: field.value }
  unmount()
  return answer
}

it.each([
  ['12,000', 12_000, '12,000'],
  ['12 000', 12_000, '12,000'],
  ['12,0000', 120_000, '120,000'],
  ['', undefined, ''],
  ['1.5', 7, '7'],
  ['twelve', 7, '7'],
])('reads a whole number: %j', (text, value, shown) => {
  expect(typed(text, true)).toEqual({ value, shown })
})

it.each([
  ['0,125', 0.125, '0.125'],
  ['0.125', 0.125, '0.125'],
  ['2,5', 2.5, '2.5'],
  ['1,250', 1_250, '1,250'],
  ['1,250.5', 1_250.5, '1,250.5'],
  ['1 250,5', 1_250.5, '1,250.5'],
  ['1.5.5', 7, '7'],
])('reads a number that may have a fraction, its sign a comma or a point: %j', (text, value, shown) => {
  expect(typed(text, false)).toEqual({ value, shown })
})

it.each([
  [['', '9', '99', '9999999'], 7, '7'],
  [['', '1', '12', '12.', '12.5'], 7, '7'],
  [['', '9', '9999999', '99'], 99, '99'],
  [['', '-', '-5', '5'], 5, '5'],
])(
  'a number that is not allowed leaves what was there, not the digits that were: %j',
  (texts, value, shown) => {
    expect(typed(texts, true)).toEqual({ value, shown })
  },
)

it('shows what is set from elsewhere while somebody types, such as by an undo; what comes back late is no news', () => {
  const shown = (value: number | undefined) => (
    <NumberField
      label="Limit"
      placeholder=""
      whole
      least={1}
      most={1_000}
      value={value}
      onChange={() => {}}
    />
  )
  const { rerender } = render(shown(undefined))
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Limit' })
  for (const text of ['5', '50', '500']) fireEvent.change(field, { target: { value: text } })
  for (const late of [5, 50, 500]) {
    rerender(shown(late))
    expect(field.value).toBe('500')
  }
  rerender(shown(50))
  expect(field.value).toBe('50')
  rerender(shown(undefined))
  expect(field.value).toBe('')
})
