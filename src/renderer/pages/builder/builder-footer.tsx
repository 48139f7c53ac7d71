import { Play } from 'lucide-react'
import { Button } from '../../ui/button'
import { useShortcut } from '../../ui/use-shortcut'

interface BuilderFooterProps {
  busy: boolean
  onSave: () => void
  onRun: () => void
}

export function BuilderFooter({ busy, onSave, onRun }: BuilderFooterProps) {
  useShortcut('mod+s', onSave)
  useShortcut('mod+enter', onRun)
  return (
    <footer className="builder-footer">
      <Button shortcut="mod+s" unavailable={busy} onClick={onSave}>
        Save
      </Button>
      <Button
        look="primary"
        icon={Play}
        shortcut="mod+enter"
        unavailable={busy}
        hint="Saves, and asks for the input"
        onClick={onRun}
      >
        Run
      </Button>
    </footer>
  )
}
