import { useMemo } from 'react'
import { formatCount } from '../../ui/format-count'
import { formatSize } from '../../ui/format-size'
import { OfferedButton } from '../offered-button'
import { countWords } from './count-words'

interface TextMeasureProps {
  text: string
  plain: boolean
  onPlain: (plain: boolean) => void
}

/** At the end of a text: how long it is, and the way to see it as it was written. */
export function TextMeasure({ text, plain, onPlain }: TextMeasureProps) {
  const words = useMemo(() => countWords(text), [text])
  return (
    <p className="text-measure figures">
      {formatCount(words, 'word')}, {formatSize(text.length)}
      <OfferedButton
        under="This step"
        offer="As written"
        about={plain ? 'shows the text formatted again' : 'shows the text without formatting'}
        size="small"
        look="ghost"
        aria-pressed={plain}
        onClick={() => onPlain(!plain)}
      >
        As written
      </OfferedButton>
    </p>
  )
}
