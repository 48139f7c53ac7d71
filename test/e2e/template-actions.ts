import type { Locator, Page } from '@playwright/test'

export interface DroppedFile {
  name: string
  text?: string
  /** Instead of a text. */
  bytes?: number[]
}

/** A template of one step, as a file has it. */
export function templateText(name: string, prompt = 'go'): string {
  return JSON.stringify({ format: 'baton/1', name, steps: [{ label: 'A', stepType: 'generate', prompt }] })
}

/** Drops files as a hand does: over the page or over one of its elements. */
export async function dropFiles(page: Page, files: DroppedFile[], over?: Locator): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const dataTransfer = new DataTransfer()
    for (const { name, text, bytes } of ${JSON.stringify(files)}) {
      dataTransfer.items.add(new File([bytes === undefined ? text : new Uint8Array(bytes)], name))
    }
    return dataTransfer
  })()`)
  const target = over ?? page.locator('body')
  const box = await target.boundingBox()
  const place = { clientX: (box?.x ?? 0) + 4, clientY: (box?.y ?? 0) + 4 }
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await target.dispatchEvent(type, { dataTransfer, ...place })
  }
}

/** Pastes a text where the focus is, as the keys do. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData })
    document.activeElement.dispatchEvent(paste)
  })()`)
}
