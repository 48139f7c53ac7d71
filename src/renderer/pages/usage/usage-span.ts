/** How far back the page looks. */
export const USAGE_SPANS = [
  { value: '7', name: '7 days' },
  { value: '30', name: '30 days' },
  { value: '90', name: '90 days' },
  { value: '365', name: 'A year' },
] as const

export type UsageSpan = (typeof USAGE_SPANS)[number]['value']

/** From the start of the first day, so that no day is counted in part, to now. */
export function spanUntil(now: number, span: UsageSpan): { from: number; to: number } {
  const first = new Date(now)
  first.setDate(first.getDate() - Number(span) + 1)
  return { from: first.setHours(0, 0, 0, 0), to: now + 1 }
}

/** Every day of a span, `YYYY-MM-DD`, oldest first, in this computer's time zone. */
export function daysOf({ from, to }: { from: number; to: number }): string[] {
  const days: string[] = []
  const day = new Date(from)
  while (day.getTime() < to) {
    const pad = (value: number): string => String(value).padStart(2, '0')
    days.push(`${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`)
    // By the calendar: a day may have 23 hours.
    day.setDate(day.getDate() + 1)
  }
  return days
}
