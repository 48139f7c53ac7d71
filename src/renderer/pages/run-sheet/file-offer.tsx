import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../ui/button'

interface FileOfferProps {
  onFile: (file: File | undefined) => void
  /** Fills in the workflow's own example, where there is one and nothing was typed yet. */
  onExample?: () => void
  error: string | null
}

/** Other ways to an input than typing it. */
export function FileOffer({ onFile, onExample, error }: FileOfferProps) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <div className="file-offer">
      <div>
        {onExample !== undefined && (
          <Button size="small" onClick={onExample}>
            Use the example
          </Button>
        )}
        <Button size="small" look="ghost" icon={Paperclip} onClick={() => chooser.current?.click()}>
          Choose a text file
        </Button>
        <span>or drop one here</span>
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="Text file"
        onChange={(event) => {
          onFile(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
