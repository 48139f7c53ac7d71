import { readJson } from '@shared/prompt/read-json'
import { ArrowDown } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../../../ui/button'
import { FormattedText } from '../../../ui/formatted-text'
import { JsonTree } from '../../../ui/json-tree'
import { PlainText } from '../../../ui/plain-text'
import { useFollowEnd } from '../../../ui/use-follow-end'

interface TrialTextProps {
  text: string
  json: boolean
  /** More is coming. */
  live: boolean
}

/** What a trial answered, as a run would show it: it grows while it is written, its end in view. */
export function TrialText({ text, json, live }: TrialTextProps) {
  const { scroller, content, following, follow } = useFollowEnd(live, text)
  return (
    <div className="trial-text-place">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must reach it */}
      <div ref={scroller} className="trial-text" tabIndex={0} role="group" aria-label="Answer">
        <div ref={content}>
          {json ? <JsonText text={text} live={live} /> : <FormattedText text={text} live={live} />}
        </div>
      </div>
      {live && !following && (
        <Button className="trial-follow" size="small" icon={ArrowDown} onClick={follow}>
          Follow
        </Button>
      )}
    </div>
  )
}

function JsonText({ text, live }: { text: string; live: boolean }) {
  const reading = useMemo(() => (live ? null : readJson(text)), [live, text])
  if (reading?.ok === true) return <JsonTree value={reading.value} label="Answer as a tree" />
  return (
    <div className="trial-json">
      <PlainText text={text} live={live} />
    </div>
  )
}
