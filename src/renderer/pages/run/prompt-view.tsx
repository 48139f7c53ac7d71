import type { Attempt, Run, StepRun } from '@shared/model/run'
import { useState } from 'react'
import { PlainText } from '../../ui/plain-text'
import { SelectField } from '../../ui/select-field'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { OfferedCopyButton } from '../offered-copy-button'
import { StepScroll } from './step-scroll'
import { useStepHistory } from './use-step-history'
import './prompt-view.css'

/** The prompts of a step as they were sent, or as they are written while nothing was. */
export function PromptView({ run, step }: { run: Run; step: StepRun }) {
  const history = useStepHistory(run, step, { attempts: true })
  const [chosen, setChosen] = useState<number | null>(null)
  const attempts = history.data?.attempts
  const attempt = attempts?.find(({ number }) => number === chosen) ?? attempts?.at(-1)
  return (
    <StepScroll label={`Prompt of ${step.label}`}>
      <div className="prompt-view">
        {history.error !== null && (
          <ErrorNotice
            error={history.error}
            title="The prompt could not be loaded."
            onRetry={history.reload}
          />
        )}
        {attempts === undefined && history.error === null && <Skeleton rows={3} />}
        {attempts !== undefined && attempts.length > 1 && attempt !== undefined && (
          <SelectField
            label="Attempt"
            value={String(attempt.number)}
            options={attempts.map(({ number }) => ({ value: String(number), name: `Attempt ${number}` }))}
            onChange={(number) => setChosen(Number(number))}
          />
        )}
        {attempt !== undefined && <SentPrompt attempt={attempt} />}
        {attempts !== undefined && attempt === undefined && <WrittenPrompt step={step} />}
      </div>
    </StepScroll>
  )
}

function SentPrompt({ attempt }: { attempt: Attempt }) {
  return (
    <>
      {attempt.systemPrompt !== '' && <Passage name="System prompt" text={attempt.systemPrompt} />}
      {attempt.messages.map((message, index) => (
        <Passage
          key={index}
          name={message.role === 'user' ? 'Prompt, as it was sent' : 'What had been answered'}
          text={message.content}
        />
      ))}
    </>
  )
}

function WrittenPrompt({ step }: { step: StepRun }) {
  const gate = step.settings.stepType === 'review'
  return (
    <>
      <p className="reading-empty">
        {gate
          ? 'A gate sends nothing. This is what it puts under review.'
          : 'Nothing was sent yet. This is the prompt as it is written.'}
      </p>
      {step.settings.systemPrompt !== '' && !gate && (
        <Passage name="System prompt" text={step.settings.systemPrompt} />
      )}
      <Passage name="Prompt" text={step.settings.prompt} />
    </>
  )
}

function Passage({ name, text }: { name: string; text: string }) {
  return (
    <section className="prompt-passage" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <OfferedCopyButton text={text} under="This step" about={name} />
      </header>
      <PlainText text={text} />
    </section>
  )
}
