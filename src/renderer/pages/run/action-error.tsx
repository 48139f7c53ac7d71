import { X } from 'lucide-react'
import { describeError } from '../../state/describe-error'
import { IconButton } from '../../ui/icon-button'

interface ActionErrorProps {
  errors: { error: unknown; clear: () => void }[]
}

/** Why the button beside it did not work, close to it, until it is tried again or put away. */
export function ActionError({ errors }: ActionErrorProps) {
  const failed = errors.find(({ error }) => error !== null)
  if (failed === undefined) return null
  const { message, remedy } = describeError(failed.error)
  return (
    <div className="action-error" role="alert">
      <p>
        <b>{message}</b> {remedy}
      </p>
      <IconButton size="small" icon={X} label="Dismiss" onClick={failed.clear} />
    </div>
  )
}
