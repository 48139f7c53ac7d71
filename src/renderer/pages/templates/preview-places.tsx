import type { CheckedTemplate } from '@shared/contract'
import type { Answer } from '../../state/use-answer'
import { Sheet, SheetBody, SheetFoot } from '../../ui/sheet'
import { ErrorNotice } from '../error-notice'
import { TemplateButtons } from './template-buttons'
import { TemplatePreview } from './template-preview'
import type { TemplateActions, TemplateFailure } from './use-template-actions'

interface PreviewPlaceProps {
  answer: Answer<CheckedTemplate>
  actions: TemplateActions
  failure: TemplateFailure | null
  onEdit: () => void
}

/** Beside the list. */
export function PreviewPane({ answer, actions, failure, onEdit }: PreviewPlaceProps) {
  const { data } = answer
  return (
    <section
      className="templates-preview"
      aria-label={data === undefined ? 'Preview' : `Preview of ${data.name}`}
    >
      {data !== undefined && (
        <header className="templates-preview-head">
          <h2 className="template-preview-name">{data.name}</h2>
          <TemplateButtons template={data} actions={actions} onEdit={onEdit} />
        </header>
      )}
      <div className="templates-preview-scroll" data-scroll>
        <div className="templates-preview-text">
          {failure !== null && <ErrorNotice {...failure} />}
          <TemplatePreview answer={answer} />
        </div>
      </div>
    </section>
  )
}

/** Over the list, where there is no room beside it. */
export function PreviewSheet({
  answer,
  actions,
  failure,
  onEdit,
  onClose,
}: PreviewPlaceProps & { onClose: () => void }) {
  const { data } = answer
  return (
    <Sheet title={data?.name ?? 'Template'} description="What the template does." onClose={onClose}>
      <SheetBody>
        {failure !== null && <ErrorNotice {...failure} />}
        <TemplatePreview answer={answer} />
      </SheetBody>
      {data !== undefined && (
        <SheetFoot>
          <TemplateButtons template={data} actions={actions} onEdit={onEdit} />
        </SheetFoot>
      )}
    </Sheet>
  )
}
