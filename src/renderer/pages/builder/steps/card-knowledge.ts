/** What a card shows that comes from the other steps. */
export interface CardKnowledge {
  /** Positions. */
  reads: readonly number[]
  readBy: readonly number[]
  problems: number
  errors: number
  /** It reads the step that is looked at, or is read by it. */
  linked: boolean
}
