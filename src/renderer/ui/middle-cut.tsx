import './middle-cut.css'

const TAIL = 9

/** A label that is cut in its middle where it is too long, so that "Human Gate 1" and "Human Gate 2" differ. */
export function MiddleCut({ text }: { text: string }) {
  const cut = text.length > TAIL * 2 ? text.length - TAIL : text.length
  return (
    <b className="middle-cut" title={text}>
      <span>{text.slice(0, cut)}</span>
      <span>{text.slice(cut)}</span>
    </b>
  )
}
