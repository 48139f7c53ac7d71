import type { StepSettings } from '@shared/model/step'
import { PromptText } from '../../ui/prompt-text'
import type { OutlinedStep } from './outline-steps'

interface OutlinedPromptsProps {
  step: OutlinedStep
  position: number
  labels: string[]
}

/** What a step says to the model, and how it asks. */
export function OutlinedPrompts({ step, position, labels }: OutlinedPromptsProps) {
  const { settings, readsInput, unknown } = step
  const gate = settings.stepType === 'review'
  const reads = [
    ...(readsInput ? ['the input'] : []),
    ...labels.map((label, index) => `${(step.reads[index] ?? 0) + 1} ${label}`),
  ]
  const facts = [`Step ${position + 1}`, ...describeSettings(settings)]
  return (
    <div className="outline-body">
      <p className="outline-facts">{facts.join(' · ')}</p>
      <p className="outline-facts">
        {reads.length === 0 ? 'Reads nothing: its prompt is always the same' : `Reads ${reads.join(', ')}`}
      </p>
      {settings.systemPrompt !== undefined && settings.systemPrompt !== '' && !gate && (
        <Passage name="System prompt" text={settings.systemPrompt} unknown={unknown} />
      )}
      <Passage name={gate ? 'What you decide on' : 'Prompt'} text={settings.prompt} unknown={unknown} />
      {settings.output?.schema !== undefined && (
        <Passage name="Schema of the answer" text={JSON.stringify(settings.output.schema, null, 2)} literal />
      )}
    </div>
  )
}

interface PassageProps {
  name: string
  text: string
  unknown?: ReadonlySet<string>
  /** Not in the prompt language. */
  literal?: boolean
}

function Passage({ name, text, unknown, literal = false }: PassageProps) {
  return (
    <div className="outline-passage" role="group" aria-label={name}>
      <h4>{name}</h4>
      {text === '' ? (
        <p className="outline-facts">Empty</p>
      ) : literal ? (
        <pre className="outline-code">{text}</pre>
      ) : (
        <PromptText text={text} {...(unknown !== undefined && { unknown })} />
      )}
    </div>
  )
}

/** What the step sets itself; what it leaves to its connection or to the defaults is not said. */
function describeSettings(settings: StepSettings): string[] {
  const { stepType, provider, model, temperature, maxTokens, output } = settings
  if (stepType === 'review') return ['waits for you']
  return [
    ...(provider === undefined ? [] : [provider]),
    ...(model === undefined ? [] : [model]),
    ...(temperature === undefined ? [] : [`temperature ${temperature}`]),
    ...(maxTokens === undefined ? [] : [`at most ${maxTokens.toLocaleString('en')} tokens`]),
    ...(output?.format === 'json' ? ['answers in JSON'] : []),
  ]
}
