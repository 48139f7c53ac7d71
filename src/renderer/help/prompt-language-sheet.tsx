import { Sheet, SheetBody } from '../ui/sheet'
import '../ui/prompt-text.css'
import './prompt-language-sheet.css'
import { PromptText } from '../ui/prompt-text'
import {
  EXAMPLE_INPUT,
  EXAMPLE_STEPS,
  PROMPT_TOPICS,
  type PromptExample,
  type PromptTopic,
} from './prompt-language'

/** Everything the prompt language can do, each form with an example and what it comes to. */
export default function PromptLanguageSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet
      title="Prompt language"
      description="How a prompt refers to the input and to earlier steps, with examples."
      wide
      onClose={onClose}
    >
      <SheetBody label="The language">
        <p className="language-lead">
          A prompt is plain text. What stands between <code>{'{{'}</code> and <code>{'}}'}</code> is replaced
          by the input or by what an earlier step wrote. In the editor, type <code>{'{{'}</code> and choose.
          Below, a prompt stands at the left and what is sent at the right.
        </p>
        {PROMPT_TOPICS.map((topic) => (
          <Topic key={topic.title} topic={topic} />
        ))}
        <Surroundings />
      </SheetBody>
    </Sheet>
  )
}

function Topic({ topic: { title, text, examples } }: { topic: PromptTopic }) {
  return (
    <section className="language-topic">
      <h3>{title}</h3>
      <p>
        {text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
      </p>
      <dl>
        {examples.map((example) => (
          <Example key={example.prompt} example={example} />
        ))}
      </dl>
    </section>
  )
}

function Example({ example: { prompt, result, input } }: { example: PromptExample }) {
  return (
    <div className="language-example">
      <dt>
        <PromptText text={prompt} />
        {typeof input === 'string' && <small>with the input “{input}”</small>}
      </dt>
      {'text' in result ? (
        <dd className="prompt-text">{result.text}</dd>
      ) : (
        <dd data-refused>{result.problem}</dd>
      )}
    </div>
  )
}

/** What the examples are read against. */
function Surroundings() {
  return (
    <section className="language-topic">
      <h3>In these examples</h3>
      <p>
        The input is <code>{JSON.stringify(EXAMPLE_INPUT)}</code> where no other is shown. The steps above
        have written:
      </p>
      <dl className="language-steps">
        {EXAMPLE_STEPS.map(({ id, label, content }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd className="prompt-text">{content ?? 'switched off'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
