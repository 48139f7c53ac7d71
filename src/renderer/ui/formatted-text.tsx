import { lazy, Suspense } from 'react'
import { PlainText } from './plain-text'

const loadMarkdown = () => import('./markdown/markdown-text')
const MarkdownText = lazy(loadMarkdown)

/** Fetches what formatting needs, before there is anything to format. */
export function prepareFormatting(): void {
  // If it can't be had now, it is tried again where it is needed, and the text is plain until then.
  loadMarkdown().catch(() => {})
}

interface FormattedTextProps {
  text: string
  /** More is coming. */
  live?: boolean
}

/** A text with its Markdown formatted; plain for the moment that loading the formatter takes. */
export function FormattedText({ text, live = false }: FormattedTextProps) {
  return (
    <Suspense fallback={<PlainText text={text} live={live} />}>
      <MarkdownText text={text} live={live} />
    </Suspense>
  )
}
