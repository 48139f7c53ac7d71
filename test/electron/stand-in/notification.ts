import { EventEmitter } from 'node:events'
import { record, type SentNotification } from './record'

export class StandInNotification extends EventEmitter implements SentNotification {
  static isSupported = (): boolean => true

  readonly title: string
  readonly body: string
  isShown = false

  constructor({ title, body }: { title: string; body: string }) {
    super()
    this.title = title
    this.body = body
  }

  show(): void {
    this.isShown = true
    record.notifications.push(this)
  }

  close(): void {
    this.isShown = false
    this.emit('close')
  }

  click(): void {
    this.isShown = false
    this.emit('click')
  }
}
