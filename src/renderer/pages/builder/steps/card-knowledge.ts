import type { TextMark } from '../analysis/preview-prompt'

/** What a card shows that comes from the other steps. */
export interface CardKnowledge {
  /** Positions. */
  reads: readonly number[]
  readBy: readonly number[]
  problems: number
  errors: number
  /** What is wrong with pieces of its prompt. */
  marks: readonly TextMark[]
  /** It reads the step that is looked at, or is read by it. */
  linked: boolean
}
