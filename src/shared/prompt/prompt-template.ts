import type { Problem } from '../errors'

/** A half-open part of a text, in UTF-16 units. */
export interface TextRange {
  from: number
  to: number
}

/** What a reference points at. */
export type ReferenceTarget =
  | {
      kind: 'input'
      /** Empty: the whole input. Field names are exact; array indexes are their decimal text. */
      path: string[]
    }
  | {
      kind: 'step'
      /** Trimmed and NFC-normalised. Which step it means depends on where the prompt stands. */
      label: string
      /** `content`: the whole text of the output. Otherwise at least one field name or index. */
      path: 'content' | string[]
    }

/** The meaning of one `{{…}}`, without the way it was spelled. */
export interface Reference {
  target: ReferenceTarget
  /** What goes in when the value is missing or its step is disabled. Absent: then that is an error. */
  defaultText?: string
}

interface SegmentBase {
  /** Exactly what was written; the sources of all segments make up the prompt. */
  source: string
  range: TextRange
}

/** Text that goes in as it is. */
export interface TextSegment extends SegmentBase {
  type: 'text'
  /** With `\{{` turned into `{{`, and `\\` into `\` in front of braces. */
  value: string
}

export interface ReferenceSegment extends SegmentBase {
  type: 'reference'
  reference: Reference
  /** Of a step: where the label stands, with the dot or brackets around it (`.Draft`, `["v1.0"]`). */
  labelRange?: TextRange
}

/** Something between braces that is not a reference. A prompt that has one can't be resolved. */
export interface BrokenSegment extends SegmentBase {
  type: 'broken'
  problem: Problem
  /** Where a variable was named that doesn't exist: its name. */
  unknownName?: string
}

export type PromptSegment = TextSegment | ReferenceSegment | BrokenSegment

/** A parsed prompt. A value: parse once, then lint and resolve it as often as needed. */
export interface PromptTemplate {
  /** In order, without gaps or overlap. No two text segments in a row. */
  segments: PromptSegment[]
  /** The problems of the broken segments, in order. Their `path` is empty: parsing does not know the place. */
  problems: Problem[]
}
