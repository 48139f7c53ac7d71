import { render, screen } from '@testing-library/react'
import { type ReactNode } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useFocusKept } from './use-focus-kept'

function Document({ children }: { children: ReactNode }) {
  useFocusKept()
  return <main tabIndex={-1}>{children}</main>
}

let rerender: (page: ReactNode) => void

function show(page: ReactNode): void {
  rerender(<Document>{page}</Document>)
}

const button = (name: string) => screen.getByRole('button', { name })
/** When what comes had its turn. */
const focused = async (): Promise<Element | null> => {
  // One task in which it is seen to be gone, one in which it is put elsewhere.
  for (let task = 0; task < 2; task += 1) await new Promise((resolve) => setTimeout(resolve, 0))
  return document.activeElement
}

beforeEach(() => {
  rerender = render(<Document>nothing yet</Document>).rerender
})

describe('when what had the focus goes, it goes', () => {
  it('to the page, where nothing else is said', async () => {
    show(<button>Gone</button>)
    button('Gone').focus()
    show('empty')
    expect(await focused()).toBe(screen.getByRole('main'))
  })

  it('to the nearest place around it that takes it', async () => {
    const list = (rows: ReactNode) => (
      <section aria-label="Steps" tabIndex={-1}>
        <ul>{rows}</ul>
      </section>
    )
    show(list(<button>Gone</button>))
    button('Gone').focus()
    show(list(null))
    expect(await focused()).toBe(screen.getByRole('region'))
  })

  it('to what is named for it, the best first, also where the place that names it is gone as well', async () => {
    const place = (inside: ReactNode) => (
      <div data-focus-then=".better, .good">
        {inside}
        <button className="good">Good</button>
      </div>
    )
    show(place(<button>Gone</button>))
    button('Gone').focus()
    show(place(null))
    expect(await focused()).toBe(button('Good'))

    show(
      <div key="bar" data-focus-then=".better, .good">
        <button>Gone</button>
      </div>,
    )
    button('Gone').focus()
    show([
      <button key="good" className="good">
        Good
      </button>,
      <button key="better" className="better">
        Better
      </button>,
    ])
    expect(await focused()).toBe(button('Better'))
  })

  it('passes over what can’t take it', async () => {
    const place = (inside: ReactNode) => (
      <div data-focus-then=".first, .second">
        {inside}
        <button className="first" disabled>
          First
        </button>
        <button className="second">Second</button>
      </div>
    )
    show(place(<button>Gone</button>))
    button('Gone').focus()
    show(place(null))
    expect(await focused()).toBe(button('Second'))
  })

  it('to what opened the panel it was in, or where that would have left it', async () => {
    show([
      <div key="bar" data-focus-then=".after">
        <button aria-controls="panel">Open</button>
      </div>,
      <div key="panel" id="panel">
        <button>Gone</button>
      </div>,
    ])
    button('Gone').focus()
    show(<button className="after">After</button>)
    expect(await focused()).toBe(button('After'))
  })

  it('back to where it was before it went to a message that passes', async () => {
    const row = <button key="row">Row</button>
    show([
      row,
      <div key="message" data-passing>
        <button>Undo</button>
      </div>,
    ])
    button('Row').focus()
    button('Undo').focus()
    show([row])
    expect(await focused()).toBe(button('Row'))
  })

  it('so with what a click makes go, however soon the click follows the press', async () => {
    show(<button>Gone</button>)
    button('Gone').focus()
    button('Gone').dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
    button('Gone').dispatchEvent(new MouseEvent('mouseup', { bubbles: true }))
    // As Chromium does with what is removed.
    button('Gone').blur()
    show('empty')
    expect(await focused()).toBe(screen.getByRole('main'))
  })
})

describe('the focus is left alone', () => {
  it('where what comes takes it itself', async () => {
    show(<button>Gone</button>)
    button('Gone').focus()
    show([<button key="first">First</button>, <input key="field" ref={takeFocus} />])
    expect(await focused()).toBe(screen.getByRole('textbox'))
  })

  it('where the user has clicked beside everything', async () => {
    show(<button>Gone</button>)
    button('Gone').focus()
    document.body.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
    button('Gone').blur()
    document.body.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }))
    show('empty')
    expect(await focused()).toBe(document.body)
  })
})

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus()
}
