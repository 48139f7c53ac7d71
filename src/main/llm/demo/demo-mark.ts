/** The first words of every demo text, so that one is known for what it is where it was copied to. */
export const DEMO_MARK = '*Demo answer, made up without a model,'

/** What earlier demo answers say about themselves is no part of what they say. */
export function withoutMarks(text: string): string {
  return text.replace(MARKS, '')
}

const MARKS = /^\*Demo answer, made up without a model,[^\n]*\n*/gm
