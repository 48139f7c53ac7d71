import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Button } from './button'
import { TooltipScope } from './tooltip'

it('keeps the focus when its hint comes and goes', () => {
  const pageWith = (hint: string | undefined) => (
    <TooltipScope>
      <Button hint={hint}>Delete</Button>
    </TooltipScope>
  )
  const page = render(pageWith('Stop the run first'))
  const button = screen.getByRole('button', { name: 'Delete' })
  button.focus()
  for (const hint of [undefined, 'Stop the run first']) {
    page.rerender(pageWith(hint))
    expect(document.activeElement).toBe(button)
  }
})
