import './prompt-editor.css'

/** The text as the editor will show it, for the moment in which the editor comes. */
export function PlainPrompt({ text }: { text: string }) {
  return (
    <div className="prompt-editor prompt-plain" aria-busy="true">
      {text.slice(0, 20_000)}
    </div>
  )
}
