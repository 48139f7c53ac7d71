import { useMemo, useState } from 'react'
import { findDefinitions, NO_DEFINITIONS } from './find-definitions'
import { MarkdownSection } from './markdown-section'
import { createSplitter } from './split-sections'
import './markdown.css'

interface MarkdownTextProps {
  text: string
  /** More is coming: a caret stands at the end. */
  live?: boolean
}

/** As many sections are formatted at once when a text is opened, at its end while it grows; the others follow. */
const EAGER = 1

/**
 * A model's or a person's Markdown, as text and never as anything that loads or runs. It is made of memoised blocks,
 * so that a growing text works on its end only, and of sections, so that a long one works on what is in view.
 */
export default function MarkdownText({ text, live = false }: MarkdownTextProps) {
  const [split] = useState(createSplitter)
  const sections = split(text)
  const definitions = useMemo(() => (live ? NO_DEFINITIONS : findDefinitions(text)), [live, text])
  return (
    <div className={live ? 'markdown markdown-live' : 'markdown'}>
      {sections.map((section, index) => (
        <MarkdownSection
          key={section.from}
          section={section}
          definitions={definitions}
          eager={live ? index >= sections.length - EAGER : index < EAGER}
          live={live && index === sections.length - 1}
        />
      ))}
      {live && sections.length === 0 && <p className="markdown-begin" />}
    </div>
  )
}
