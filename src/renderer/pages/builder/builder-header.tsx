import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/confirm-dialog'

interface BuilderHeaderProps {
  unsaved: boolean
  onDiscard: () => void
}

export function BuilderHeader({ unsaved, onDiscard }: BuilderHeaderProps) {
  const [asking, setAsking] = useState(false)
  return (
    <header className="builder-header">
      <Link to="/workflows">Workflows</Link>
      <ChevronRight aria-hidden="true" />
      <span className="builder-state truncated" role="status">
        {unsaved ? 'Unsaved changes, kept on this computer' : 'Saved'}
      </span>
      {unsaved && (
        <Button size="small" look="ghost" onClick={() => setAsking(true)}>
          Discard…
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title="Discard the unsaved changes?"
          action="Discard changes"
          onConfirm={onDiscard}
          onClose={() => setAsking(false)}
        >
          Everything since the last save is lost: the texts of all steps go back to what is stored.
        </ConfirmDialog>
      )}
    </header>
  )
}
