/** Whether a sheet or a dialog lies over the page, which is out of reach then. */
export function isCovered(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null
}
