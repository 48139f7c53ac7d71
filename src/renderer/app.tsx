import { lazy, useState } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { NotFoundPage } from './pages/not-found-page'
import { WorkflowsPage } from './pages/workflows/workflows-page'
import { ErrorBoundary } from './shell/error-boundary'
import { Shell } from './shell/shell'
import { AppStateContext, createAppState } from './state/app-state'
import type { Connection } from './state/connection'
import { TooltipScope } from './ui/tooltip'

const BuilderPage = lazy(() => import('./pages/builder/builder-page'))
const RunPage = lazy(() => import('./pages/run/run-page'))
const RunsPage = lazy(() => import('./pages/runs/runs-page'))
const TemplatesPage = lazy(() => import('./pages/templates/templates-page'))
const UsagePage = lazy(() => import('./pages/usage/usage-page'))
const GuidePage = lazy(() => import('./pages/guide/guide-page'))
const SettingsPage = lazy(() => import('./pages/settings/settings-page'))

/** The whole interface, on a connection to Baton's core. Hosts answer every path with the same page. */
export function App({ connection }: { connection: Connection }) {
  const [state] = useState(() => createAppState(connection))
  return (
    <ErrorBoundary>
      <AppStateContext value={state}>
        <TooltipScope>
          <BrowserRouter>
            <Pages />
          </BrowserRouter>
        </TooltipScope>
      </AppStateContext>
    </ErrorBoundary>
  )
}

export function Pages() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Navigate to="/workflows" replace />} />
        <Route path="workflows" element={<WorkflowsPage />} />
        <Route path="workflows/:workflowId" element={<BuilderPage />} />
        <Route path="runs" element={<RunsPage />} />
        <Route path="runs/:runId" element={<RunPage />} />
        <Route path="templates" element={<TemplatesPage />} />
        <Route path="templates/:templateId" element={<TemplatesPage />} />
        <Route path="usage" element={<UsagePage />} />
        <Route path="settings" element={<SettingsPage />} />
        <Route path="guide" element={<GuidePage />} />
        <Route path="guide/:page" element={<GuidePage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  )
}
