import { Button } from '../../../ui/button'
import { Notice } from '../../../ui/notice'

interface LeftInKeychainProps {
  /** The connection whose key it was. */
  name: string
  /** The entry's name in the keychain. */
  entry: string
  onClose: () => void
}

/** Tells of a key that serves no more and could not be erased. */
export function LeftInKeychain({ name, entry, onClose }: LeftInKeychainProps) {
  return (
    <Notice
      tone="warn"
      title={`A key of “${name}” is still in this computer’s keychain.`}
      actions={
        <Button size="small" onClick={onClose}>
          Dismiss
        </Button>
      }
    >
      Baton uses it no more, but could not erase it. Remove it in the program for the keychain: it is under
      “Baton” as <span className="file-name">{entry}</span>.
    </Notice>
  )
}
