const DAY_MS = 86_400_000
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dateWithYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const wholeDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})

/** How long something took: `0.4 s`, `9 s`, `4:06`, `1:02:30`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 50) return '<0.1 s'
  if (milliseconds < 1_000) return `${(milliseconds / 1000).toFixed(1)} s`
  return milliseconds < 60_000 ? `${Math.round(milliseconds / 1000)} s` : formatClock(milliseconds)
}

/** Time that is passing, as a clock shows it: `0:09`, `2:21`, `1:02:30`. */
export function formatClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const pad = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  const rest = pad(seconds % 60)
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${rest}`
}

/** A moment: `today 09:12`, `yesterday 17:40`, `Mon 07:00`, `11 Nov`, `11 Nov 2025`. */
export function formatMoment(at: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS)
  if (days === 0) return `today ${time.format(at)}`
  if (days === 1) return `yesterday ${time.format(at)}`
  if (days > 1 && days < 7) return `${weekday.format(at)} ${time.format(at)}`
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? date.format(at)
    : dateWithYear.format(at)
}

/** A day as the API names it (`2026-11-21`): `Sat, 21 Nov 2026`. */
export function formatDay(day: string): string {
  return wholeDay.format(new Date(`${day}T12:00:00`))
}

/** How long ago: `just now`, `26 min`, `3 hours`, `5 days`. */
export function formatAgo(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return hours === 1 ? '1 hour' : `${hours} hours`
  const days = Math.floor(hours / 24)
  return days === 1 ? '1 day' : `${days} days`
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
