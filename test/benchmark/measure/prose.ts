const WORDS =
  `the a of and to in is that for it as with on are this be from or an by at which have not can but more will
  their other about time when one all also there each they than its has may if these two how new work step model plan
  between first only most over such where after some people answer question review reader draft outline research value
  source figure decision market product feature customer quality account reason result effort change design system
  morning evening habit shift ward handover night sleep anchor record summary section paragraph sentence language
  measure estimate budget margin evidence assumption consequence alternative recommendation risk benefit constraint`
    .split(/\s+/)
    .filter((word) => word !== '')

/** Texts that look like prose to an index, and the same ones each time. */
export function createProse(seed: number) {
  let state = seed
  const next = (below: number): number => {
    // Numerical Recipes' generator: enough for words.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return {
    next,
    text(characters: number, first = ''): string {
      const words = [first]
      for (let length = first.length; length < characters;) {
        const word = `${WORDS[next(WORDS.length)]}${next(12) === 0 ? '.' : ''}`
        words.push(word)
        length += word.length + 1
      }
      return words.join(' ').trim()
    },
  }
}
