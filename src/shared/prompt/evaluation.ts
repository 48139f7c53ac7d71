import type { JsonReading } from './read-json'

/** What is wrong, without the place; `fix` replaces the segment. */
export interface Finding {
  message: string
  fix?: { label: string; text: string }
}

/** What a segment comes to in a scope. */
export type Evaluation =
  | { kind: 'text'; text: string }
  /** It can't come to a text, whatever outputs the steps will have. */
  | ({ kind: 'wrong' } & Finding)
  /** It may be missing: the output that the step has now lacks it, or an input may lack it by its schema. */
  | ({ kind: 'lacking' } & Finding)
  /** The value isn't there yet. */
  | ({ kind: 'not yet' } & Finding)

/** Reads the content of the step at a position as JSON, at most once. */
export type ContentReader = (position: number, content: string) => JsonReading
