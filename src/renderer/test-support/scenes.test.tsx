import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp } from './render-app'
import { SCENES } from './scenes'

// What the preview shows has to be there when somebody wants to look at it.
it.each([
  ['empty', '/workflows', 'Workflows'],
  ['workflows', '/workflows', 'Workflows'],
  ['workflows', '/usage', 'Usage'],
  ['streaming', '/runs/shown', 'Deep Build Pipeline'],
  ['gate', '/runs/shown', 'Deep Build Pipeline'],
  ['failed', '/runs/shown', 'Deep Build Pipeline'],
  ['stale', '/runs/shown', 'Deep Build Pipeline'],
])('the scene %s shows its page %s', async (scene, path, heading) => {
  await renderApp(path, SCENES[scene]?.())
  expect(await screen.findByRole('heading', { name: heading, level: 1 })).toBeDefined()
  expect(screen.queryByRole('alert')?.textContent ?? '').not.toContain('This page has broken')
})
