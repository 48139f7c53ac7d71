import { CircleHelp } from 'lucide-react'
import { useAppState } from '../state/app-state'
import { IconButton } from '../ui/icon-button'
import './prompt-language-link.css'

/** Beside a prompt: opens the sheet on what can be written there. */
export function PromptLanguageLink() {
  const { help } = useAppState()
  return (
    <IconButton
      className="prompt-language-link"
      size="small"
      icon={CircleHelp}
      label="Prompt language"
      shortcut="promptLanguage"
      onClick={() => help.show('promptLanguage')}
    />
  )
}
