import { act, render } from '@testing-library/react'
import { MemoryRouter, useLocation } from 'react-router'
import { Pages } from '../app'
import { AppStateContext, createAppState, type AppState } from '../state/app-state'
import { TooltipScope } from '../ui/tooltip'
import { connectToMemory, type MemoryConnection } from './memory-connection'
import { createMemoryCore, type MemoryCore } from './memory-core'

export interface RenderedApp {
  core: MemoryCore
  connection: MemoryConnection
  state: AppState
  /** The address the page is at. */
  path: () => string
}

/** The whole interface in a test, at a path, on a core in memory. */
export async function renderApp(path: string, core = createMemoryCore()): Promise<RenderedApp> {
  const connection = connectToMemory(core)
  const state = createAppState(connection)
  let current = path
  const Where = (): null => {
    const { pathname } = useLocation()
    current = pathname
    return null
  }
  await act(async () => {
    render(
      <AppStateContext value={state}>
        <TooltipScope>
          <MemoryRouter initialEntries={[path]}>
            <Where />
            <Pages />
          </MemoryRouter>
        </TooltipScope>
      </AppStateContext>,
    )
    await Promise.resolve()
  })
  return { core, connection, state, path: () => current }
}
