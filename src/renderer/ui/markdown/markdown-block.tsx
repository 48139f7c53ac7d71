import { memo, type ComponentProps } from 'react'
import Markdown, { type Options } from 'react-markdown'
import rehypeSanitize, { defaultSchema, type Options as Schema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { CodeBlock } from './code-block'
import { SafeLink } from './safe-link'
import { showAsText } from './show-as-text'

/** What may be in a text at all, whatever made it. No images: those are links by now. */
const SCHEMA: Schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !['img', 'picture', 'source'].includes(name)),
  protocols: { href: ['http', 'https', 'mailto'] },
}

const REMARK: Options['remarkPlugins'] = [remarkGfm, showAsText]
const REHYPE: Options['rehypePlugins'] = [[rehypeSanitize, SCHEMA]]
const COMPONENTS: Options['components'] = { a: SafeLink, pre: CodeBlock, table: WideTable, input: Checkbox }

interface MarkdownBlockProps {
  text: string
  /** Runs after everything was made safe. */
  highlight?: Options['rehypePlugins']
}

/** One block of Markdown. It is worked on again only when its own text changes. */
export const MarkdownBlock = memo(function MarkdownBlock({ text, highlight }: MarkdownBlockProps) {
  return (
    <Markdown
      remarkPlugins={REMARK}
      rehypePlugins={highlight == null ? REHYPE : [...(REHYPE ?? []), ...highlight]}
      components={COMPONENTS}
    >
      {text}
    </Markdown>
  )
})

/** A table that is too wide scrolls by itself. */
function WideTable({ children }: ComponentProps<'table'>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- to be scrolled with the keyboard
    <div className="markdown-table" tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  )
}

/** The box of a task: for reading, so it says how the task stands. */
function Checkbox({ checked }: ComponentProps<'input'>) {
  return (
    <input
      type="checkbox"
      disabled
      checked={checked ?? false}
      readOnly
      aria-label={checked ? 'done' : 'to do'}
    />
  )
}
