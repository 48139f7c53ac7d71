import { Download } from 'lucide-react'
import { useAppState } from '../../state/app-state'
import { Button } from '../../ui/button'

/** Lets the user choose template files; what they would add is shown before anything is written. */
export function ImportButton() {
  const { imports } = useAppState()
  return (
    <Button icon={Download} onClick={imports.choose}>
      Import
    </Button>
  )
}
