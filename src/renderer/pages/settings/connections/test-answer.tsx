import { Notice } from '../../../ui/notice'
import { ErrorNotice } from '../../error-notice'
import type { TestState } from './describe-test'

/** What was wrong in a test and what to do about it; nothing for one that went well. */
export function TestAnswer({ state }: { state: TestState | undefined }) {
  if (state?.phase === 'failed') {
    return <ErrorNotice error={state.error} title="The connection could not be tested." />
  }
  if (state?.phase !== 'answered' || state.test.error === null) return null
  const { message, remedy } = state.test.error
  return (
    <Notice tone="bad" title={message}>
      {remedy}
    </Notice>
  )
}
