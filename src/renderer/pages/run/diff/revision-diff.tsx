import { useMemo, type ReactNode } from 'react'
import { compareTexts } from './compare-texts'
import { TextDiff } from './text-diff'

interface RevisionDiffProps {
  before: string
  after: string
  /** In the bar above, before the count of the words. */
  choices: ReactNode
  /** Between the bar and the text. */
  children: ReactNode
}

/** What changed between two revisions. A chunk of its own: comparing is for those who look back. */
export default function RevisionDiff({ before, after, choices, children }: RevisionDiffProps) {
  const comparison = useMemo(() => compareTexts(before, after), [before, after])
  return (
    <>
      <div className="diff-head">
        {choices}
        <span className="diff-words figures">
          <span className="diff-plus">+{comparison.addedWords}</span>{' '}
          <span className="diff-minus">−{comparison.removedWords}</span> words
        </span>
      </div>
      {children}
      <TextDiff comparison={comparison} />
    </>
  )
}
