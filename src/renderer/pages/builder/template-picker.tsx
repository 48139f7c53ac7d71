import { LayoutPanelTop } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { OfferedButton } from '../offered-button'

const TemplateSheet = lazy(() => import('./template-sheet'))

/** Opens the sheet in which a template can be looked at and put in place of the steps. */
export function TemplatePicker() {
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
        <Suspense>
          <TemplateSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
