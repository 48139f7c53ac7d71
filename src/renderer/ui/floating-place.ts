/** Where menus and tooltips are put: inside the main landmark, so that everything on the page is in one. */
export function floatingPlace(): HTMLElement | null {
  return document.querySelector('main')
}
