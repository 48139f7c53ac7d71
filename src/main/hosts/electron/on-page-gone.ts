import type { WebContents } from 'electron'

/** When the page of a window is no more: another one is being loaded, its process has died, or the window is closed. */
export function onPageGone(contents: WebContents, act: () => void): void {
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) act()
  })
  contents.on('render-process-gone', act)
  contents.on('destroyed', act)
}
