import type { Backup } from '@shared/contract'
import { ConfirmDialog } from '../../ui/confirm-dialog'
import { formatMoment } from '../../ui/format-time'

interface RestoreQuestionProps {
  backup: Backup
  now: number
  onConfirm: () => void
  onClose: () => void
}

/** Says what becomes of what is there now. */
export function RestoreQuestion({ backup, now, onConfirm, onClose }: RestoreQuestionProps) {
  return (
    <ConfirmDialog
      title={`Put back the backup of ${formatMoment(backup.createdAt, now)}?`}
      action="Put backup back"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      Workflows, runs, outputs and settings become what they were then; what was made since is no longer
      shown. The present database is not deleted: it is kept as a file in the data folder. Keys stay as they
      are.
    </ConfirmDialog>
  )
}
