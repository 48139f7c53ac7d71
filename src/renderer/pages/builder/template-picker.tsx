import { LayoutPanelTop } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../ui/button'

const TemplateSheet = lazy(() => import('./template-sheet'))

/** Opens the sheet in which a template can be looked at and put in place of the steps. */
export function TemplatePicker() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="ghost" icon={LayoutPanelTop} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Template
      </Button>
      {open && (
        <Suspense>
          <TemplateSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
