import type { StepRun } from '@shared/model/run'
import { readJson } from '@shared/prompt/read-json'
import { useMemo } from 'react'
import { FormattedText } from '../../ui/formatted-text'
import { JsonTree } from '../../ui/json-tree'
import { PlainText } from '../../ui/plain-text'

interface StepTextProps {
  step: StepRun
  text: string
  /** More is coming. */
  live: boolean
  /** As it was written, without formatting. */
  plain: boolean
}

/** The text of a step: formatted Markdown, or a tree where the step's output is JSON. */
export function StepText({ step, text, live, plain }: StepTextProps) {
  const json = step.settings.output.format === 'json'
  if (plain || (json && live)) {
    return (
      <div className={json ? 'step-text step-text-json' : 'step-text'}>
        <PlainText text={text} live={live} />
      </div>
    )
  }
  return (
    <div className="step-text">
      {json ? <JsonText step={step} text={text} /> : <FormattedText text={text} live={live} />}
    </div>
  )
}

function JsonText({ step, text }: { step: StepRun; text: string }) {
  const reading = useMemo(() => readJson(text), [text])
  if (reading.ok) return <JsonTree value={reading.value} label={`Output of ${step.label}`} />
  return <PlainText text={text} />
}
