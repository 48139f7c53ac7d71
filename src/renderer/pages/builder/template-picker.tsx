import { LayoutPanelTop } from 'lucide-react'
import { Suspense, useState } from 'react'
import { latePart } from '../../ui/late-part'
import { PageCover } from '../../ui/page-cover'
import { OfferedButton } from '../offered-button'

const TemplateSheet = latePart(() => import('./template-sheet'))

/** Opens the sheet in which a template can be looked at and put in place of the steps. */
export function TemplatePicker({ onSaveAsTemplate }: { onSaveAsTemplate: () => void }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <OfferedButton
        under="This workflow"
        offer="Template"
        about="in place of the steps"
        look="ghost"
        className="builder-header-button"
        icon={LayoutPanelTop}
        aria-haspopup="dialog"
        hint="Template: take the steps of one, or save these as one"
        onClick={() => setOpen(true)}
      >
        <span>Template</span>
      </OfferedButton>
      {open && (
        <Suspense fallback={<PageCover />}>
          <TemplateSheet onSaveAsTemplate={onSaveAsTemplate} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
