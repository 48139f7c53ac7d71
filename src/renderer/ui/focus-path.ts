/**
 * The way from what has the focus to the page: the element first, then what is around it. A menu, a popover or a
 * dialog leads on to what opened it.
 */
export type FocusPath = readonly Element[]

/** Of each dialog that is open: the way on from it. */
const waysOn = new WeakMap<Element, FocusPath>()

/** Says where a dialog was opened from. */
export function leadOn(dialog: Element, path: FocusPath): void {
  waysOn.set(dialog, path)
}

export function focusPath(element: Element | null): FocusPath {
  const path: Element[] = []
  for (let at = element; at !== null && at !== document.body; at = at.parentElement) {
    path.push(at)
    const wayOn = waysOn.get(at)
    if (wayOn !== undefined) return [...path, ...wayOn]
    const opener = openerOf(at)
    if (opener !== null) return [...path, ...focusPath(opener)]
  }
  return path
}

/**
 * Puts the focus on the first element of the path that takes it, or on what an element of the path names in
 * `data-focus-then`: selectors, the best first, of what is in it or else anywhere. At last, on the page.
 */
export function putFocus(path: FocusPath): void {
  const place = document.querySelector('main')
  for (const element of path) {
    if (isControl(element) && takesFocus(element)) return
    if (successorsOf(element).some(takesFocus) || takesFocus(element)) return
  }
  takesFocus(place)
}

let putting = false

/** Whether what gets the focus right now gets it from here: the user did not go there, and asks nothing of it. */
export function isFocusPut(): boolean {
  return putting
}

function openerOf({ id }: Element): Element | null {
  if (id === '') return null
  return document.querySelector(`[aria-controls="${CSS.escape(id)}"]`)
}

function isControl(element: Element): boolean {
  return element instanceof HTMLElement && element.tabIndex >= 0
}

function successorsOf(element: Element): (Element | null)[] {
  const selectors = element instanceof HTMLElement ? element.dataset['focusThen'] : undefined
  if (selectors === undefined) return []
  return selectors
    .split(',')
    .flatMap((selector) => [element.querySelector(selector), document.querySelector(selector)])
}

function takesFocus(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false
  putting = true
  element.focus({ preventScroll: true })
  putting = false
  return document.activeElement === element
}
