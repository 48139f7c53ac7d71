/** The middle of a dot. */
export interface Point {
  x: number
  y: number
}

const RADIUS = 9
/** From the middle of a dot to where the line begins, unless the dots are small. */
const CLEAR = 11

/** The line from one dot down to another, around a corner where it changes lanes. */
export function edgePath(from: Point, to: Point, clear = CLEAR): string {
  const start = `M${from.x} ${from.y + clear}`
  const end = `V${to.y - clear}`
  if (from.x === to.x) return start + end
  const across = to.x > from.x ? 1 : -1
  const radius = Math.min(RADIUS, (to.y - from.y - 2 * clear - 2) / 2)
  const down = across > 0 ? 'v2' : `V${to.y - clear - 2 - 2 * radius}`
  return (
    start +
    down +
    `q0 ${radius} ${across * radius} ${radius}` +
    `H${to.x - across * radius}` +
    `q${across * radius} 0 ${across * radius} ${radius}` +
    end
  )
}
