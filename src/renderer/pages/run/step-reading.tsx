import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { ArrowDown } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { RunHint } from '../../help/run-hint'
import '../../ui/control.css'
import { FormattedText } from '../../ui/formatted-text'
import { PlainText } from '../../ui/plain-text'
import { useFollowEnd } from '../../ui/use-follow-end'
import { OfferedButton } from '../offered-button'
import { StepMessages } from './step-messages'
import { StepNote } from './step-note'
import { StepText } from './step-text'
import { TextMeasure } from './text-measure'

interface StepReadingProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  /** The text as the user is changing it; null while it is only read. */
  edited: string | null
  onEdit: (text: string) => void
}

/** The reading column: messages, text, and beside it what is known of the text. */
export function StepReading({ run, step, dependencies, edited, onEdit }: StepReadingProps) {
  const live = step.status === 'running'
  const text = live ? step.partial : (step.output ?? '')
  const { scroller, content, following, follow } = useFollowEnd(live, text)
  const [plain, setPlain] = useState(false)
  return (
    <div className="reading-place" data-focus-then=".reading">
      <div
        className="reading"
        ref={scroller}
        data-scroll
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text is scrolled with the keyboard
        tabIndex={0}
        role="region"
        aria-label={`Text of ${step.label}`}
      >
        <div ref={content} className="reading-columns">
          <div className="reading-text">
            {edited === null && <RunHint run={run} step={step} />}
            <StepMessages run={run} step={step} dependencies={dependencies} />
            {edited !== null ? (
              <Editor label={step.label} text={edited} onChange={onEdit} />
            ) : (
              <>
                {text !== '' && <StepText step={step} text={text} live={live} plain={plain} />}
                {!live && text !== '' && <TextMeasure text={text} plain={plain} onPlain={setPlain} />}
                {!live && step.partial !== '' && <LeftOver step={step} />}
              </>
            )}
          </div>
          <StepNote run={run} step={step} dependencies={dependencies} />
        </div>
      </div>
      {live && !following && (
        <OfferedButton
          under="This step"
          offer="Follow"
          about="the end of the text as it is written"
          className="follow-pill"
          size="small"
          icon={ArrowDown}
          onClick={follow}
        >
          Follow
        </OfferedButton>
      )}
    </div>
  )
}

function Editor({
  label,
  text,
  onChange,
}: {
  label: string
  text: string
  onChange: (text: string) => void
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => area.current?.focus(), [])
  return (
    <textarea
      ref={area}
      className="control reading-editor"
      aria-label={`Text of ${label}`}
      data-focus-then="[data-edits]"
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** What an attempt that did not end left behind. Never an output. */
function LeftOver({ step: { partial, settings } }: { step: StepRun }) {
  return (
    <div className="left-over">
      <h3>What had arrived</h3>
      {settings.output.format === 'json' ? (
        <PlainText text={partial} />
      ) : (
        <FormattedText text={partial} live={false} />
      )}
    </div>
  )
}
