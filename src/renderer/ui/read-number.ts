/** Digits in threes, perhaps with a fraction behind them. What begins with 0 is no group: "0,125" is a fraction. */
const GROUPED = /^[1-9]\d{0,2}(?:[\s,_]\d{3})+(?:[.,]\d+)?$/

/**
 * What was typed, as a number. Undefined: blank. NaN: no number. A comma groups digits or marks a fraction, by where it
 * stands; in a whole number it can only group.
 */
export function readNumber(text: string, whole: boolean): number | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  if (whole) return Number(typed.replaceAll(/[\s,_]/g, ''))
  const plain = GROUPED.test(typed) ? typed.replaceAll(/[\s,_](?=\d{3}(?:\D|$))/g, '') : typed
  return Number(plain.replace(',', '.'))
}
