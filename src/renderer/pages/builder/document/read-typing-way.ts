import type { TypingWay } from './typing'

/** How the user changed a plain field, by what the browser says of it. */
export function readTypingWay(event: Event): TypingWay {
  const inputType = 'inputType' in event ? event.inputType : undefined
  if (typeof inputType !== 'string') return 'keys'
  if (inputType === 'insertCompositionText') return 'composition'
  return /^(?:insertFrom|insertReplacement|deleteByCut|deleteByDrag)/.test(inputType) ? 'whole' : 'keys'
}
