import { EventEmitter } from 'node:events'
import { preventable, record } from './record'

/** Electron's `app`, as far as Baton uses it: the same events in the same order. */
class StandInApp extends EventEmitter {
  name = 'baton'
  isSandboxed = false
  private isQuitting = false

  get isPackaged(): boolean {
    return record.isPackaged
  }

  whenReady(): Promise<void> {
    return Promise.resolve()
  }

  setName(name: string): void {
    this.name = name
  }

  setAppUserModelId(): void {}

  setAboutPanelOptions(): void {}

  enableSandbox(): void {
    this.isSandboxed = true
  }

  getPath(name: string): string | undefined {
    return record.paths[name]
  }

  setPath(name: string, path: string): void {
    record.paths[name] = path
  }

  requestSingleInstanceLock(data: unknown): boolean {
    record.handedOver = data
    return record.isFirstInstance
  }

  quit(): void {
    if (record.exitCode !== null) return
    const request = preventable({})
    this.emit('before-quit', request)
    if (request.defaultPrevented) return
    this.isQuitting = true
    for (const window of record.windows.slice()) window.close()
    if (record.windows.length > 0) {
      this.isQuitting = false
      return
    }
    this.willQuit()
  }

  exit(code: number): void {
    for (const window of record.windows.slice()) window.destroy()
    record.exitCode = code
    this.emit('stand-in:exit')
  }

  /** A window was closed. */
  windowClosed(): void {
    if (record.windows.length === 0 && !this.isQuitting) this.emit('window-all-closed')
  }

  reset(): void {
    this.removeAllListeners()
    this.isQuitting = false
    this.isSandboxed = false
  }

  private willQuit(): void {
    const end = preventable({})
    this.emit('will-quit', end)
    if (!end.defaultPrevented) this.exit(0)
  }
}

export const app = new StandInApp()
