/** How it works, for an idea that doesn't say. */
export const GENERAL_STEPS = [
  'Something happens that must not be forgotten.',
  'It is entered in one step, or is there already.',
  'One look tells how things stand.',
  'Somebody else sees it and goes on from there.',
  'A mistake is undone in one step.',
]
