import { Search } from 'lucide-react'
import { useCallback, useEffect, useId } from 'react'
import { holdFocus } from '../../ui/hold-focus'
import '../../ui/scrim.css'
import { useFocusBack } from '../../ui/use-focus-back'
import './palette-frame.css'

interface PaletteFieldProps {
  search: string
  onSearch: (text: string) => void
  /** It is seen, and the palette takes its place without appearing once more. */
  onShow: () => void
  onEnter: () => void
  onClose: () => void
}

/** The palette's field by itself, for as long as the rest of its code is on the way: what is typed stands in it. */
export function PaletteField({ search, onSearch, onShow, onEnter, onClose }: PaletteFieldProps) {
  const { ref: leadBack } = useFocusBack()
  const ref = useCallback(
    (palette: HTMLDivElement) => {
      leadBack(palette)
      const field = palette.querySelector('input')
      return field === null ? undefined : holdFocus(field)
    },
    [leadBack],
  )
  const resultsId = useId()
  useEffect(onShow, [onShow])
  return (
    <>
      <div className="scrim" />
      <div ref={ref} className="palette" role="dialog" aria-modal="true" aria-label="Command palette">
        <div className="palette-search">
          <Search aria-hidden="true" />
          <input
            role="combobox"
            aria-label="Search or jump"
            aria-expanded="false"
            aria-controls={resultsId}
            autoComplete="off"
            spellCheck={false}
            placeholder="Search or jump"
            value={search}
            onChange={({ target }) => onSearch(target.value)}
            onKeyDown={({ key, nativeEvent }) => {
              if (key === 'Escape') onClose()
              if (key === 'Enter' && !nativeEvent.isComposing) onEnter()
            }}
          />
        </div>
        <div id={resultsId} role="listbox" aria-label="Results" aria-busy="true" hidden />
      </div>
    </>
  )
}
