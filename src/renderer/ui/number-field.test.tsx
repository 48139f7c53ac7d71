import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { NumberField } from './number-field'

/** What the field hands on after a text was typed, and what it shows once it is left. */
function typed(text: string, whole: boolean): { value: number | undefined; shown: string } {
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
  fireEvent.change(field, { target: { value: text } })
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
