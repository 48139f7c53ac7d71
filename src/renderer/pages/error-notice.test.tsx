import { ORPCError } from '@orpc/client'
import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { invalid } from '@shared/errors'
import { expect, it } from 'vitest'
import { ErrorNotice } from './error-notice'

/** What the notice says of these problems, part by part. */
function said(messages: string[], title?: string): (string | null)[] {
  const problems = messages.map((message) => ({ path: [], message, severity: 'error' as const }))
  const error = new ORPCError('INVALID', { message: invalid(problems).message, data: { problems } })
  const { unmount } = render(
    <MemoryRouter>
      <ErrorNotice error={error} {...(title !== undefined && { title })} />
    </MemoryRouter>,
  )
  const parts = [...screen.getByRole('alert').querySelectorAll('p, li')].map(({ textContent }) => textContent)
  unmount()
  return parts
}

it.each([
  [['One.'], 'Not saved.', ['Not saved.', 'One.']],
  [['One.', 'Two.'], 'Not saved.', ['Not saved.', 'One.', 'Two.']],
  [['One.'], undefined, ['One.']],
  [['One.', 'Two.'], undefined, ['One. (and 1 more)', 'One.', 'Two.']],
])('says each of the problems %j once under the title %j', (problems, title, parts) => {
  expect(said(problems, title)).toEqual(parts)
})
