import { useCallback, type RefCallback } from 'react'
import { useFocusBack } from '../../ui/use-focus-back'

interface PaletteFocus {
  ref: RefCallback<HTMLElement>
  onCloseAutoFocus: (event: Event) => void
}

/**
 * For the palette's dialog. When it closes, the focus goes back. Where it takes the place of a field that is typed in,
 * its own has the focus as soon as it stands, behind what is typed so far, so that no letter falls between the two.
 */
export function usePaletteFocus(takesOver: boolean): PaletteFocus {
  const { ref: leadBack, onCloseAutoFocus } = useFocusBack()
  const ref = useCallback(
    (palette: HTMLElement | null): void => {
      leadBack(palette)
      if (!takesOver) return
      const field = palette?.querySelector('input')
      field?.focus()
      field?.setSelectionRange(field.value.length, field.value.length)
    },
    [leadBack, takesOver],
  )
  return { ref, onCloseAutoFocus }
}
