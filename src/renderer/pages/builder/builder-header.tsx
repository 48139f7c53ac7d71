import { ChevronRight, Redo2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { ConfirmDialog } from '../../ui/confirm-dialog'
import { IconButton } from '../../ui/icon-button'
import { useShortcut } from '../../ui/use-shortcut'
import { OfferedButton } from '../offered-button'
import { useBuilder } from './builder-context'
import type { SessionState } from './document/session-state'
import { RunOptions } from './run-options'
import { TemplatePicker } from './template-picker'
import { useUndo } from './use-undo'

interface BuilderHeaderProps {
  unsaved: boolean
  onSaveAsTemplate: () => void
}

export function BuilderHeader({ unsaved, onSaveAsTemplate }: BuilderHeaderProps) {
  const scope = useBuilder()
  const { session } = scope
  const undo = useUndo(scope)
  useShortcut('undo', undo.undo)
  useShortcut('redo', undo.redo)
  const isStored = useStore(session.store, (state) => state.stored !== null)
  const [asking, setAsking] = useState(false)
  const { status } = useAppState().connection
  const isConnected = useStore(status, ({ phase }) => phase === 'open')
  const heldUp = useStore(session.store, isHeldUp)
  const kept = isConnected && !heldUp ? 'kept on this computer' : 'not kept yet'
  const state = unsaved ? `Unsaved changes, ${kept}` : isStored ? 'Saved' : 'Not saved yet'
  return (
    <header className="builder-header">
      <Link to="/workflows" aria-label="Back to Workflows">
        Workflows
      </Link>
      <ChevronRight aria-hidden="true" />
      <span className="builder-state" role="status">
        {state}
      </span>
      {unsaved && (
        <OfferedButton
          under="This workflow"
          offer="Discard…"
          about="the unsaved changes"
          size="small"
          look="ghost"
          onClick={() => setAsking(true)}
        >
          Discard…
        </OfferedButton>
      )}
      <span className="builder-gap" />
      <IconButton icon={Undo2} label="Undo" shortcut="undo" unavailable={!undo.canUndo} onClick={undo.undo} />
      <IconButton icon={Redo2} label="Redo" shortcut="redo" unavailable={!undo.canRedo} onClick={undo.redo} />
      <TemplatePicker onSaveAsTemplate={onSaveAsTemplate} />
      <RunOptions />
      {asking && (
        <ConfirmDialog
          title="Discard the unsaved changes?"
          action="Discard changes"
          onConfirm={session.discard}
          onClose={() => setAsking(false)}
        >
          Everything since the last save is lost: the texts of all steps go back to what is stored.
        </ConfirmDialog>
      )}
    </header>
  )
}

/** Unsaved changes are not put where they outlive the window. */
function isHeldUp({ conflict, draftError }: SessionState): boolean {
  if (draftError !== null || conflict?.kind === 'draft') return true
  return conflict?.kind === 'deleted' && conflict.updatedAt === null
}
