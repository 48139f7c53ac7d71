import { useCallback } from 'react'
import { holdFocus } from './hold-focus'
import './page-cover.css'
import { useFocusBack } from './use-focus-back'

/** Stands where a sheet is about to be: what is typed and clicked meanwhile is meant for it, and not for the page. */
export function PageCover() {
  const { ref: leadBack } = useFocusBack()
  const ref = useCallback(
    (cover: HTMLDivElement) => {
      leadBack(cover)
      return holdFocus(cover)
    },
    [leadBack],
  )
  return (
    <div
      ref={ref}
      className="page-cover"
      role="dialog"
      aria-modal="true"
      aria-label="Loading"
      aria-busy="true"
      tabIndex={-1}
    />
  )
}
