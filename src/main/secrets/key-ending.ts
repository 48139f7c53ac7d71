/** A shorter key would be given away by its end. */
const SHORTEST_SHOWN_KEY = 16

/** The part of a key that tells it from others and may be shown and stored; undefined where none may be. */
export function keyEnding(key: string): string | undefined {
  return key.length >= SHORTEST_SHOWN_KEY ? key.slice(-4) : undefined
}
