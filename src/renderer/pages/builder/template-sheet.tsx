import type { TemplateSummary } from '@shared/contract'
import { useMemo, useRef, useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useTemplate, useTemplates } from '../../state/use-templates'
import { Button } from '../../ui/button'
import { SearchField } from '../../ui/search-field'
import { Sheet, SheetFoot } from '../../ui/sheet'
import { Skeleton } from '../../ui/skeleton'
import { useShortcut } from '../../ui/use-shortcut'
import { ErrorNotice } from '../error-notice'
import { searchTemplates } from '../templates/search-templates'
import { focusTemplate, TemplateList } from '../templates/template-list'
import { TemplatePreview } from '../templates/template-preview'
import { useBuilder } from './builder-context'
import { applyTemplate } from './document/apply-template'
import './template-sheet.css'

interface TemplateSheetProps {
  onSaveAsTemplate: () => void
  onClose: () => void
}

/** Fills the builder with a template, what was there comes back by Undo; or makes a template of what is there. */
export default function TemplateSheet({ onSaveAsTemplate, onClose }: TemplateSheetProps) {
  const templates = useTemplates()
  const [search, setSearch] = useState('')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const found = useMemo(() => searchTemplates(templates.data ?? [], search), [templates.data, search])
  const shownId = (found.find(({ id }) => id === chosenId) ?? found[0])?.id ?? null
  const shown = useTemplate(shownId)
  const use = useUseTemplate(onClose)
  const useShown = (): void => {
    if (shownId !== null) use.run(shownId)
  }
  useShortcut('confirmSheet', useShown)

  const area = useRef<HTMLDivElement>(null)
  const focusShown = (): void =>
    focusTemplate(
      area.current,
      Math.max(
        0,
        found.findIndex(({ id }) => id === shownId),
      ),
    )
  const saveAsTemplate = (): void => {
    onClose()
    onSaveAsTemplate()
  }

  return (
    <Sheet
      wide
      title="Template"
      description="Choose a template to put in place of the steps."
      onClose={onClose}
    >
      <div className="template-sheet" data-templates>
        <div className="template-sheet-list">
          <SearchField
            ref={takeFocus}
            label="Search templates"
            value={search}
            onChange={setSearch}
            onDown={focusShown}
          />
          {templates.error !== null && (
            <ErrorNotice
              error={templates.error}
              title="The templates could not be loaded."
              onRetry={templates.reload}
            />
          )}
          {templates.data === undefined && templates.error === null && <Skeleton rows={3} height={84} />}
          <TemplateList
            ref={area}
            templates={found}
            chosenId={shownId}
            onChoose={({ id }: TemplateSummary) => setChosenId(id)}
            onUse={({ id }) => use.run(id)}
            choosesOnMove
          />
          {templates.data !== undefined && found.length === 0 && (
            <p className="list-text">No template fits “{search.trim()}”.</p>
          )}
        </div>
        <div
          className="template-sheet-preview"
          role="group"
          aria-label={shown.data === undefined ? 'Preview' : `Preview of ${shown.data.name}`}
        >
          {use.error !== null && <ErrorNotice error={use.error} title="The template could not be used." />}
          {shownId !== null && (
            <>
              <h2 className="template-preview-name">{shown.data?.name}</h2>
              <TemplatePreview answer={shown} />
            </>
          )}
        </div>
      </div>
      <SheetFoot>
        <Button className="template-sheet-save" look="ghost" onClick={saveAsTemplate}>
          Save as template
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          shortcut="confirmSheet"
          unavailable={shownId === null || use.busy}
          onClick={useShown}
        >
          Use template
        </Button>
      </SheetFoot>
    </Sheet>
  )
}

function useUseTemplate(onDone: () => void) {
  const { connection, toasts } = useAppState()
  const { session, view } = useBuilder()
  return useAction(async (templateId: string) => {
    const { name, workflow } = await connection.client.templates.get({ templateId })
    const { document } = session
    const hadSteps = document.store.getState().workflow.steps.length > 0
    view.set({ openStepId: null })
    document.edit(() => applyTemplate(workflow, () => crypto.randomUUID()))
    onDone()
    if (hadSteps) toasts.show({ message: `Replaced by “${name}”`, undo: document.undo })
  })
}

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus()
}
