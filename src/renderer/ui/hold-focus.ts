/**
 * Gives the focus to what stands in for a dialog that is on its way, and keeps it there: a menu that has just closed
 * would take it back. @returns ends it
 */
export function holdFocus(element: HTMLElement): () => void {
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null) element.focus()
  }
  element.focus()
  element.addEventListener('focusout', onFocusOut)
  return () => element.removeEventListener('focusout', onFocusOut)
}
