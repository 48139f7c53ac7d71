import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { PromptPreview } from './prompt-preview'
import type { ResolvedPart } from './resolve-parts'

function show(parts: ResolvedPart[]): void {
  render(<PromptPreview label="Prompt" parts={{ parts, tokens: 12_345, complete: true }} />)
}

const resolved = (): HTMLElement => screen.getByRole('group', { name: 'Resolved Prompt' })

it('folds a long value, shows all of it when asked, and keeps the focus', () => {
  show([
    { kind: 'text', text: 'Sum up ' },
    { kind: 'value', text: `${'The harbour. '.repeat(200)}The end.` },
    { kind: 'text', text: ' Be brief.' },
  ])
  expect(screen.getByText(/about 12,345 tokens/)).toBeDefined()
  expect(resolved().textContent).not.toContain('The end.')
  expect(resolved().textContent).toContain('Be brief.')
  fireEvent.click(screen.getByRole('button', { name: '1,608 more characters' }))
  expect(resolved().textContent).toContain('The end. Be brief.')
  expect(screen.queryByRole('button')).toBeNull()
  expect(document.activeElement).toBe(resolved())
})

it('draws a long text part by part', () => {
  show(Array.from({ length: 700 }, (_, index) => ({ kind: 'missing', text: `<${index}>` })))
  expect(resolved().textContent).not.toContain('<300>')
  expect(resolved().textContent).toContain('2,000 characters left')
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
  expect(resolved().textContent).toContain('<300>')
  expect(document.activeElement).toBe(resolved())
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
  expect(resolved().textContent).toContain('<699>')
  expect(screen.queryByRole('button')).toBeNull()
})
