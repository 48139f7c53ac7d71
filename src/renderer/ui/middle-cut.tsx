import './middle-cut.css'

/** A label that is cut in its middle where it is too long, so that "Human Gate 1" and "Human Gate 2" differ. */
export function MiddleCut({ text }: { text: string }) {
  const cut = cutOf(text)
  if (cut === text.length) {
    return (
      <b className="middle-cut" title={text}>
        <span>{text}</span>
      </b>
    )
  }
  return (
    <b className="middle-cut" title={text}>
      <span aria-hidden="true">{text.slice(0, cut)}</span>
      <span aria-hidden="true">{text.slice(cut)}</span>
      <span className="visually-hidden">{text}</span>
    </b>
  )
}

/** Where the end that always stays begins: before a word if that makes it neither too short nor too long. */
function cutOf(text: string): number {
  if (text.length < 18) return text.length
  const word = text.slice(0, -6).lastIndexOf(' ') + 1
  return word >= text.length - 13 ? word : text.length - 9
}
