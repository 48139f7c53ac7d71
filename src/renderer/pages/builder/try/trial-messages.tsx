import { Settings } from 'lucide-react'
import { useNavigate } from 'react-router'
import { Button } from '../../../ui/button'
import { Notice } from '../../../ui/notice'
import { ErrorNotice } from '../../error-notice'
import { isMendedInSettings } from '../../is-mended-in-settings'
import { useBuilder } from '../builder-context'
import type { Trial } from './trial'

/** What went wrong with a trial, or is worth knowing of its answer, with the buttons that mend it. */
export function TrialMessages({ trial }: { trial: Trial }) {
  const navigate = useNavigate()
  const { view } = useBuilder()
  if (trial.phase === 'failed') {
    const title = trial.text === '' ? 'The step was not tried.' : 'How the trial ended is not known here.'
    return <ErrorNotice error={trial.error} title={title} />
  }
  if (trial.phase !== 'answered') return null
  if (trial.left) {
    return (
      <Notice tone="quiet" title="The page was left while the answer came.">
        <p>The request was ended then. {trial.text === '' ? 'Nothing had arrived.' : 'This had arrived.'}</p>
      </Notice>
    )
  }
  const { error, truncated } = trial.answer
  const goToLimit = (): void => {
    view.set({ triedStepId: null })
    view.goTo({ stepId: trial.step.id, field: 'maxTokens' })
  }
  return (
    <>
      {error !== null && (
        <Notice
          tone="bad"
          title={error.message}
          actions={
            isMendedInSettings(error.code) && (
              <Button size="small" icon={Settings} onClick={() => void navigate('/settings')}>
                Open settings
              </Button>
            )
          }
        >
          {error.remedy !== undefined && <p>{error.remedy}</p>}
        </Notice>
      )}
      {truncated && (
        <Notice
          tone="warn"
          title="The answer was cut short."
          actions={
            <Button size="small" onClick={goToLimit}>
              Change Max tokens
            </Button>
          }
        >
          <p>Raise Max tokens to have all of it.</p>
        </Notice>
      )}
    </>
  )
}
