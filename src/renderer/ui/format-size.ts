const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** `812 B`, `14 kB`, `3.2 MB`. */
export function formatSize(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit > 1 && value < 100 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`
}
