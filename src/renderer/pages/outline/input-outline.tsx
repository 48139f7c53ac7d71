import type { JsonValue } from '@shared/model/json'
import type { InputDescription } from '@shared/model/workflow'
import { useState } from 'react'
import { OfferedButton } from '../offered-button'
import { inputFields } from '../run-sheet/input-fields'
import '../../ui/prompt-text.css'

const MOST_SHOWN = 260

/** What the workflow wants to be given, with an example of it. */
export function InputOutline({ input, used }: { input: InputDescription | undefined; used: boolean }) {
  if (input === undefined && !used) return null
  const fields = inputFields(input?.schema) ?? []
  return (
    <div>
      <div className="outline-head">
        <h3>Input</h3>
      </div>
      <p className="outline-text">
        {input?.description ?? 'A text. The template doesn’t say more about it.'}
      </p>
      {fields.length > 0 && (
        <ul className="outline-fields">
          {fields.map(({ name, help, required }) => (
            <li key={name}>
              <code>{name}</code>
              <span>
                {[...(help === undefined ? [] : [help]), ...(required ? [] : ['optional'])].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {input?.example !== undefined && <Example example={input.example} />}
    </div>
  )
}

function Example({ example }: { example: JsonValue }) {
  const [whole, setWhole] = useState(false)
  const isText = typeof example === 'string'
  const text = isText ? example : JSON.stringify(example, null, 2)
  const cut = !whole && text.length > MOST_SHOWN * 1.4
  return (
    <figure className="outline-example">
      <figcaption>Example</figcaption>
      <div className={isText ? 'prompt-text' : 'outline-code'}>{cut ? `${beginningOf(text)} …` : text}</div>
      {cut && (
        <OfferedButton
          under="On this page"
          offer="Show all of it"
          about="the example input"
          size="small"
          look="ghost"
          onClick={() => setWhole(true)}
        >
          Show all of it
        </OfferedButton>
      )}
    </figure>
  )
}

/** Whole words, where there are any. */
function beginningOf(text: string): string {
  const space = text.lastIndexOf(' ', MOST_SHOWN)
  return text.slice(0, space > MOST_SHOWN / 2 ? space : MOST_SHOWN)
}
