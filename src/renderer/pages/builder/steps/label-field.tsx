import { TextField } from '../../../ui/text-field'
import { useRenaming } from '../use-renaming'

interface LabelFieldProps {
  label: string
  onRename: (label: string) => void
}

/** A step's label; the references to it follow a new one. */
export function LabelField({ label, onRename }: LabelFieldProps) {
  const { typed, setTyped, finish, onKeyDown } = useRenaming((text) => {
    if (text.trim() !== '' && text.trim() !== label) onRename(text)
  })
  return (
    <TextField
      label="Label"
      maxLength={200}
      error={typed !== null && typed.trim() === '' ? 'A step needs a label.' : undefined}
      value={typed ?? label}
      onChange={setTyped}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  )
}
