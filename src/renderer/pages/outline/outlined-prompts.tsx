import type { Problem } from '@shared/errors'
import type { StepSettings } from '@shared/model/step'
import { ProblemList } from '../../ui/problem-list'
import { PromptText } from '../../ui/prompt-text'
import type { OutlinedStep } from './outline-steps'

interface OutlinedPromptsProps {
  step: OutlinedStep
  position: number
  labels: string[]
}

/** What a step says to the model, and how it asks. */
export function OutlinedPrompts({ step, position, labels }: OutlinedPromptsProps) {
  const { settings, readsInput, faults } = step
  const gate = settings.stepType === 'review'
  const reads = [
    ...(readsInput ? ['the input'] : []),
    ...labels.map((label, index) => `${(step.reads[index] ?? 0) + 1} ${label}`),
  ]
  const faultsOf = (field: 'prompt' | 'systemPrompt') => faults.filter(({ path }) => path[2] === field)
  const facts = [`Step ${position + 1}`, ...describeSettings(settings)]
  return (
    <div className="outline-body">
      <p className="outline-facts">{facts.join(' · ')}</p>
      <p className="outline-facts">{describeReads(reads, faults.length > 0)}</p>
      {faults.length > 0 && (
        <div className="outline-faults">
          <ProblemList problems={faults} signed />
        </div>
      )}
      {settings.systemPrompt !== undefined && settings.systemPrompt !== '' && !gate && (
        <Passage name="System prompt" text={settings.systemPrompt} faults={faultsOf('systemPrompt')} />
      )}
      <Passage
        name={gate ? 'What you decide on' : 'Prompt'}
        text={settings.prompt}
        faults={faultsOf('prompt')}
      />
      {settings.output?.schema !== undefined && (
        <Passage name="Schema of the answer" text={JSON.stringify(settings.output.schema, null, 2)} literal />
      )}
    </div>
  )
}

interface PassageProps {
  name: string
  text: string
  faults?: readonly Problem[]
  /** Not in the prompt language. */
  literal?: boolean
}

function Passage({ name, text, faults, literal = false }: PassageProps) {
  return (
    <div className="outline-passage" role="group" aria-label={name}>
      <h4>{name}</h4>
      {text === '' ? (
        <p className="outline-facts">Empty</p>
      ) : literal ? (
        <pre className="outline-code">{text}</pre>
      ) : (
        <PromptText text={text} problems={faults} />
      )}
    </div>
  )
}

function describeReads(reads: string[], mayMeanMore: boolean): string {
  if (reads.length > 0) return `Reads ${reads.join(', ')}`
  return mayMeanMore ? 'Reads nothing' : 'Reads nothing: its prompt is always the same'
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
