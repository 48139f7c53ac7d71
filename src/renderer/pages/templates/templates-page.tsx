import type { TemplateSummary } from '@shared/contract'
import { Upload } from 'lucide-react'
import { Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { useTemplate, useTemplates } from '../../state/use-templates'
import { Button } from '../../ui/button'
import { latePart } from '../../ui/late-part'
import { PageCover } from '../../ui/page-cover'
import { usePageTitle } from '../../ui/page-frame'
import { SearchField } from '../../ui/search-field'
import { Skeleton } from '../../ui/skeleton'
import { useMedia } from '../../ui/use-media'
import { useShortcut } from '../../ui/use-shortcut'
import { ErrorNotice } from '../error-notice'
import { ImportButton } from '../import/import-button'
import { OfferedButton } from '../offered-button'
import { OwnTemplatesHint } from './own-templates-hint'
import { PreviewPane, PreviewSheet } from './preview-places'
import { searchTemplates } from './search-templates'
import { TemplateKeys } from './template-keys'
import { focusTemplate, TemplateList } from './template-list'
import { useTemplateActions } from './use-template-actions'
import { useTemplateCommands } from './use-template-commands'
import './templates-page.css'

const EditDetailsSheet = latePart(() => import('./edit-details-sheet'))
const ExportTemplatesSheet = latePart(() => import('./export-templates-sheet'))

/** Whole workflows to start from: the list, and beside it (or over it, where it is narrow) the one that is chosen. */
export default function TemplatesPage() {
  const { templateId = null } = useParams()
  const navigate = useNavigate()
  const narrow = useMedia('(max-width: 1040px)')
  usePageTitle('Templates')
  const templates = useTemplates()
  const importing = useStore(useAppState().imports.store, ({ files }) => files.length > 0)
  const [search, setSearch] = useState('')
  const [sheet, setSheet] = useState<'edit' | 'export' | null>(null)
  const found = useMemo(() => searchTemplates(templates.data ?? [], search), [templates.data, search])
  const inList = found.some(({ id }) => id === templateId)
  const isElsewhere = templateId !== null && !inList && search.trim() === ''
  const shownId = narrow || inList || isElsewhere ? templateId : (found[0]?.id ?? null)
  const shown = useTemplate(shownId)
  const { actions, failure } = useTemplateActions()

  const area = useRef<HTMLDivElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const focusShown = (): void =>
    focusTemplate(
      area.current,
      Math.max(
        0,
        found.findIndex(({ id }) => id === shownId),
      ),
    )
  useShortcut('search', () => searchField.current?.focus())
  useShortcut('nextRow', focusShown)
  const choose = ({ id }: TemplateSummary): void =>
    void navigate(`/templates/${id}`, { replace: !narrow && templateId !== null })
  const onKey = (key: string, template: TemplateSummary): boolean => {
    if (key === 'r') actions.run(template)
    else if ((key === 'Delete' || key === 'Backspace') && template.source === 'own') actions.remove(template)
    else return false
    return true
  }
  useTemplateCommands({
    template: shown.data,
    actions,
    onEdit: () => setSheet('edit'),
    onExport: () => setSheet('export'),
  })
  const close = useCallback(() => void navigate('/templates'), [navigate])
  const preview = {
    answer: shown,
    actions,
    failure,
    onEdit: () => setSheet('edit'),
  }

  return (
    <div className="templates-page">
      <header className="templates-head">
        <h1 className="page-title">Templates</h1>
        <SearchField
          ref={searchField}
          label="Search templates"
          value={search}
          onChange={setSearch}
          shortcut="search"
          onDown={focusShown}
        />
        <Button icon={Upload} unavailable={templates.data === undefined} onClick={() => setSheet('export')}>
          Export
        </Button>
        <ImportButton />
      </header>
      <div className="templates-body" data-beside={!narrow || undefined} data-templates>
        <div className="templates-list" data-scroll>
          {templates.error !== null && (
            <ErrorNotice
              error={templates.error}
              title="The templates could not be loaded."
              onRetry={templates.reload}
            />
          )}
          {narrow && failure !== null && <ErrorNotice {...failure} />}
          {templates.data === undefined && templates.error === null && <Skeleton rows={3} height={84} />}
          {templates.data !== undefined && (
            <TemplateList
              ref={area}
              templates={found}
              chosenId={shownId}
              onChoose={choose}
              onUse={actions.use}
              choosesOnMove={!narrow}
              onKey={onKey}
              withButtons
              {...(search.trim() === '' && { ownEmpty: <OwnTemplatesHint /> })}
            />
          )}
          {templates.data !== undefined && found.length === 0 && (
            <p className="list-text">
              No template fits “{search.trim()}”.{' '}
              <OfferedButton
                under="On this page"
                offer="Show all"
                look="ghost"
                size="small"
                onClick={() => setSearch('')}
              >
                Show all
              </OfferedButton>
            </p>
          )}
          {found.length > 0 && <TemplateKeys own={found.some(({ source }) => source === 'own')} />}
        </div>
        {narrow && templateId !== null && sheet === null && !importing && (
          <PreviewSheet {...preview} onClose={close} />
        )}
        {!narrow && shownId !== null && <PreviewPane {...preview} />}
      </div>
      <Suspense fallback={<PageCover />}>
        {sheet === 'edit' && shown.data !== undefined && (
          <EditDetailsSheet template={shown.data} onClose={() => setSheet(null)} />
        )}
        {sheet === 'export' && <ExportTemplatesSheet chosenId={shownId} onClose={() => setSheet(null)} />}
      </Suspense>
    </div>
  )
}
