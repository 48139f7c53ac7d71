import type { TokenUsage } from '@shared/model/run'

/** `0.4s`, `12s`, `3m 05s`, `2h 10m`. */
export function formatDuration(ms: number): string {
  if (ms < 9_950) return `${(Math.max(0, ms) / 1000).toFixed(1)}s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}m ${twoDigits(seconds % 60)}s`
  return `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`
}

export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** Prompt and answer together; `~` where a part was counted here because the provider sent no figures. */
export function formatTokens(usage: TokenUsage): string {
  const total = usage.inputTokens + usage.outputTokens
  return `${usage.estimated === true ? '~' : ''}${formatCount(total)}`
}

/** USD with as many digits as it needs; an unknown price is never shown as nothing. */
export function formatCost(usd: number | null): string {
  if (usd === null) return 'unknown'
  if (usd === 0) return '$0'
  if (usd < 0.0001) return '<$0.0001'
  if (usd < 0.995) return `$${usd.toFixed(usd < 0.1 ? 4 : 3)}`
  return `$${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

/** A limit that a person typed, as they typed it. */
export function formatLimit(usd: number): string {
  return `$${usd.toLocaleString('en', { maximumFractionDigits: 4 })}`
}

/** Local time, `2026-11-22 14:05`. */
export function formatTime(at: number): string {
  const date = new Date(at)
  const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-')
  return `${day} ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
}

/** `1 step`, `2 steps`. */
export function countOf(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
