import type { IpcMainEvent, IpcMainInvokeEvent, WebFrameMain } from 'electron'

/**
 * The frame that speaks, if it is the page itself: neither a frame inside it nor whatever else came into the window.
 * @param origin of our pages, the only one that is heard
 */
export function ownFrame(
  { senderFrame, sender }: IpcMainEvent | IpcMainInvokeEvent,
  origin: string,
): WebFrameMain | null {
  if (senderFrame === null || senderFrame.parent !== null || senderFrame.origin !== origin) return null
  return senderFrame.frameTreeNodeId === sender.mainFrame.frameTreeNodeId ? senderFrame : null
}
