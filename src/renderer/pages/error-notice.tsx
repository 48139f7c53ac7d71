import { useNavigate } from 'react-router'
import { describeError } from '../state/describe-error'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { ProblemList } from '../ui/problem-list'

interface ErrorNoticeProps {
  error: unknown
  /** What the user wanted, such as "The workflows could not be loaded." */
  title?: string
  onRetry?: (() => void) | undefined
}

/** What a call threw, at the place where it happened, with what can be done about it. */
export function ErrorNotice({ error, title, onRetry }: ErrorNoticeProps) {
  const navigate = useNavigate()
  const { code, message, remedy, problems } = describeError(error)
  const needsSettings = code === 'KEY_MISSING' || code === 'KEYCHAIN_UNAVAILABLE'
  // The message of an error that lists problems is the first of them.
  const listed = title === undefined && problems.length === 1 ? [] : problems
  const isSaid = title === undefined || listed.length > 0
  const text = [isSaid ? undefined : message, remedy].filter((part) => part !== undefined)
  return (
    <Notice
      tone="bad"
      title={title ?? message}
      actions={
        (needsSettings || onRetry !== undefined) && (
          <>
            {needsSettings && (
              <Button size="small" onClick={() => void navigate('/settings')}>
                Open settings
              </Button>
            )}
            {onRetry !== undefined && (
              <Button size="small" onClick={onRetry}>
                Try again
              </Button>
            )}
          </>
        )
      }
    >
      {text.length > 0 && <p>{text.join(' ')}</p>}
      {listed.length > 0 && <ProblemList problems={listed} />}
    </Notice>
  )
}
