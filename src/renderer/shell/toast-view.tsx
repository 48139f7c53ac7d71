import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'
import { describeError } from '../state/describe-error'
import type { Toast } from '../state/toast-store'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { useShortcut } from '../ui/use-shortcut'
import './toast-view.css'

const STAYS_MS = 6_000

export function ToastView() {
  const { toasts } = useAppState()
  const toast = useStore(toasts.store, (state) => state.toast)
  return (
    <div className="toast-place" role="status" data-passing>
      {toast !== null && <ToastCard key={toast.id} toast={toast} onDone={toasts.dismiss} />}
    </div>
  )
}

function ToastCard({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  // Somebody who is about to press Undo is not to be raced.
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(onDone, STAYS_MS)
    return () => clearTimeout(timer)
  }, [held, onDone])
  const { toasts } = useAppState()
  const undo = async (): Promise<void> => {
    onDone()
    try {
      await toast.undo?.()
    } catch (error) {
      const message = `That was not undone: ${describeError(error).message}`
      toasts.show({ message, action: { name: 'Try again', run: () => void undo() } })
    }
  }
  useShortcut(toast.undo === undefined ? undefined : 'undoMessage', () => void undo())

  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.message}</span>
      {toast.undo !== undefined && (
        <Button
          size="small"
          look="ghost"
          className="toast-undo"
          shortcut="undoMessage"
          onClick={() => void undo()}
        >
          Undo
        </Button>
      )}
      {toast.action !== undefined && (
        <Button
          size="small"
          look="ghost"
          className="toast-undo"
          onClick={() => {
            onDone()
            toast.action?.run()
          }}
        >
          {toast.action.name}
        </Button>
      )}
      <IconButton size="small" icon={X} label="Dismiss" onClick={onDone} />
    </div>
  )
}
