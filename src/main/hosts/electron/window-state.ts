import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'

const coordinate = z.int().min(-100_000).max(100_000)
const length = z.int().min(1).max(100_000)

const windowState = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: length, height: length }),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowState>

export const SMALLEST = { width: 640, height: 480 }
const USUAL = { width: 1280, height: 820 }
/** How much of the title bar must be on a display, so that the window can be taken hold of. */
const HANDLE = { width: 100, height: 32 }

/** Where the window was when it was last closed; null if that is not known. */
export function readWindowState(file: string): WindowState | null {
  try {
    return windowState.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null
  } catch {
    // Not there or damaged: the window opens where new windows open.
    return null
  }
}

export function writeWindowState(file: string, window: BrowserWindow): void {
  const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(state)}\n`, { mode: 0o600 })
}

/**
 * Bounds for a new window: where it was, if that can still be seen, as large as it was, if that still fits.
 * @param workAreas of the displays there are now, the primary one first
 */
export function placeWindow(
  state: WindowState | null,
  workAreas: Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const [primary] = workAreas
  if (state === null) return primary === undefined ? USUAL : within(USUAL, primary)
  const { bounds } = state
  const display = workAreas.find((area) => canBeTaken(bounds, area))
  if (display === undefined) return primary === undefined ? USUAL : within(bounds, primary)
  return { x: bounds.x, y: bounds.y, ...within(bounds, display) }
}

function canBeTaken({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return visible >= HANDLE.width && y >= area.y && y + HANDLE.height <= area.y + area.height
}

function within(size: { width: number; height: number }, area: Rectangle) {
  return {
    width: Math.max(SMALLEST.width, Math.min(size.width, area.width)),
    height: Math.max(SMALLEST.height, Math.min(size.height, area.height)),
  }
}
