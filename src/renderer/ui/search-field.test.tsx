import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { SearchField } from './search-field'

const field = () => screen.getByRole<HTMLInputElement>('searchbox')
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })

/** The value comes back later than it is typed, as from an address. */
function show(value: string) {
  const typed: string[] = []
  const page = (now: string) => (
    <SearchField label="Search" value={now} onChange={(text) => typed.push(text)} />
  )
  const { rerender } = render(page(value))
  return { typed, arrive: (now: string) => rerender(page(now)) }
}

describe('a field whose value lags behind', () => {
  it('keeps each letter, whatever comes back meanwhile', () => {
    const { typed, arrive } = show('')
    type('p')
    type('pe')
    arrive('p')
    expect(field().value).toBe('pe')
    type('pea')
    arrive('pe')
    arrive('pea')
    expect(field().value).toBe('pea')
    expect(typed).toEqual(['p', 'pe', 'pea'])
  })

  it('shows what others make of the value', () => {
    const { arrive } = show('plums')
    expect(field().value).toBe('plums')
    type('plum')
    arrive('plum')
    arrive('')
    expect(field().value).toBe('')
    type('p')
    arrive('pears')
    expect(field().value).toBe('pears')
  })
})
