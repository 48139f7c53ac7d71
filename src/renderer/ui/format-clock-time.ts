const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** The time of day: `14:02`. */
export function formatClockTime(at: number): string {
  return time.format(at)
}
