import type { Estimate } from '@shared/contract'
import { Play } from 'lucide-react'
import { Button } from '../../ui/button'
import { EstimateSummary } from '../../ui/estimate-summary'
import { useShortcut } from '../../ui/use-shortcut'
import type { PlacedProblem } from './checks/gather-problems'
import { ProblemsButton } from './problems-button'
import type { SaveAndRun } from './use-save-and-run'

interface BuilderFooterProps {
  problems: PlacedProblem[]
  estimate: Estimate | null
  unsaved: boolean
  actions: SaveAndRun
}

export function BuilderFooter({ problems, estimate, unsaved, actions }: BuilderFooterProps) {
  useShortcut('save', actions.save)
  useShortcut('run', actions.run)
  return (
    <footer className="builder-footer">
      <ProblemsButton problems={problems} />
      <EstimateSummary estimate={estimate} />
      <span className="builder-gap" />
      <Button shortcut="save" unavailable={actions.busy} onClick={actions.save}>
        Save
      </Button>
      <Button
        look="primary"
        icon={Play}
        shortcut="run"
        unavailable={actions.busy}
        hint={unsaved ? 'Saves, and asks for the input' : 'Asks for the input'}
        onClick={actions.run}
      >
        Run
      </Button>
    </footer>
  )
}
