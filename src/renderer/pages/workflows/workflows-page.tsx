import { Plus, Upload } from 'lucide-react'
import { Suspense, useCallback, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { usePageCommands } from '../../state/use-page-commands'
import { usePagedList } from '../../state/use-paged-list'
import { useReloadWhenChanged } from '../../state/use-reload-when-changed'
import { Button } from '../../ui/button'
import { latePart } from '../../ui/late-part'
import { PageCover } from '../../ui/page-cover'
import { PageFrame } from '../../ui/page-frame'
import { SearchField } from '../../ui/search-field'
import { Skeleton } from '../../ui/skeleton'
import { useSettled } from '../../ui/use-settled'
import { useShortcut } from '../../ui/use-shortcut'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import { FirstWorkflows } from './first-workflows'
import { useReloadWhenRunsChange } from './use-reload-when-runs-change'
import { WorkflowList } from './workflow-list'

const ExportWorkflowsSheet = latePart(() => import('./export-workflows-sheet'))

export function WorkflowsPage() {
  const navigate = useNavigate()
  const { connection, workflows } = useAppState()
  const { client } = connection
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim(), typed === '' ? 0 : 120)
  const list = usePagedList(`workflows ${search}`, (page, signal) =>
    client.workflows.list({ ...page, ...(search !== '' && { search }) }, { signal }),
  )
  useReloadWhenRunsChange(list.reload)
  useReloadWhenChanged(workflows, list.reload)

  const searchField = useRef<HTMLInputElement>(null)
  const newWorkflow = useCallback(() => void navigate('/workflows/new'), [navigate])
  useShortcut('search', () => searchField.current?.focus())

  const [exporting, setExporting] = useState(false)
  const exportSeveral = useCallback(() => setExporting(true), [])
  const isAny = list.total !== null && list.total > 0
  usePageCommands(
    'On this page',
    isAny
      ? [
          {
            id: 'export',
            name: 'Export several workflows',
            icon: Upload,
            shortcut: 'export',
            run: exportSeveral,
          },
        ]
      : [],
  )

  const nothingYet = list.total === 0 && search === '' && typed === ''
  return (
    <PageFrame
      title="Workflows"
      actions={
        <>
          {!nothingYet && (
            <div className="workflows-search">
              <SearchField
                ref={searchField}
                label="Search workflows"
                value={typed}
                onChange={setTyped}
                shortcut="search"
              />
            </div>
          )}
          {!nothingYet && (
            <Button icon={Upload} unavailable={!isAny} onClick={exportSeveral}>
              Export
            </Button>
          )}
          <Button
            look={nothingYet ? 'secondary' : 'primary'}
            icon={Plus}
            shortcut="newWorkflow"
            onClick={newWorkflow}
          >
            New workflow
          </Button>
        </>
      }
    >
      {list.error !== null && (
        <ErrorNotice error={list.error} title="The workflows could not be loaded." onRetry={list.reload} />
      )}
      {list.total === null && list.error === null && <Skeleton />}
      {nothingYet && <FirstWorkflows />}
      {list.total === 0 && search !== '' && (
        <p className="list-text">
          No workflow fits “{search}”.{' '}
          <OfferedButton
            under="On this page"
            offer="Show all"
            look="ghost"
            size="small"
            onClick={() => setTyped('')}
          >
            Show all
          </OfferedButton>
        </p>
      )}
      {list.total !== null && list.total > 0 && (
        <WorkflowList items={list.items} total={list.total} onNeed={list.need} onChange={workflows.changed} />
      )}
      {exporting && (
        <Suspense fallback={<PageCover />}>
          <ExportWorkflowsSheet search={typed} onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </PageFrame>
  )
}
