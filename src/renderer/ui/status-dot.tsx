import type { ReactNode } from 'react'
import './status-dot.css'

/** What a dot can say. Each has a shape of its own, so that it reads without colour. */
export type DotKind =
  | 'pending'
  | 'waiting'
  | 'running'
  | 'retrying'
  | 'completed'
  | 'failed'
  | 'review'
  | 'approved'
  | 'gate-ahead'
  | 'stale'
  | 'cut-short'
  | 'skipped'
  | 'paused'
  | 'stopped'
  | 'interrupted'

interface StatusDotProps {
  kind: DotKind
  /** Its name where no word stands beside it. */
  label?: string
}

export function StatusDot({ kind, label }: StatusDotProps) {
  const name = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <svg className={`status-dot status-dot-${kind}`} viewBox="0 0 18 18" {...name}>
      {DRAWINGS[kind]}
    </svg>
  )
}

const TICK = 'M5.4 9.3 8 11.8l4.7-5.4'
const DISC = <circle className="dot-ground" cx="9" cy="9" r="9" />
const DIAMOND = <path className="dot-ground" d="M9-1.5 19.5 9 9 19.5-1.5 9z" />

const DRAWINGS: Record<DotKind, ReactNode> = {
  pending: <circle className="dot-ground dot-edge-faint" cx="9" cy="9" r="4.25" />,
  waiting: (
    <>
      <circle className="dot-ground dot-edge-warn" cx="9" cy="9" r="7.25" />
      <path className="dot-edge-warn" d="M9 5.2V9l2.4 1.6" />
    </>
  ),
  running: (
    <>
      {DISC}
      <circle className="dot-fill-accent" cx="9" cy="9" r="3.75" />
      <circle className="dot-track" cx="9" cy="9" r="7.25" />
      <path className="dot-orbit" d="M9 1.75A7.25 7.25 0 0 1 16.25 9" />
    </>
  ),
  retrying: (
    <>
      {DISC}
      <g className="dot-counter-arrow">
        <path d="M3 6.2A6.75 6.75 0 1 0 7 2.6" />
        <path d="M2.4 2.6v4h4" />
      </g>
    </>
  ),
  completed: (
    <>
      {DISC}
      <circle className="dot-fill-ok" cx="9" cy="9" r="7.75" />
      <path className="dot-mark" d={TICK} />
    </>
  ),
  failed: (
    <>
      <path className="dot-ground" d="M5.4.5h7.2l5 5v7l-5 5H5.4l-5-5v-7z" />
      <path className="dot-fill-bad" d="M5.9 1.5h6.2l4.4 4.4v6.2l-4.4 4.4H5.9l-4.4-4.4V5.9z" />
      <path className="dot-mark" d="m6.4 6.4 5.2 5.2m0-5.2-5.2 5.2" />
    </>
  ),
  review: (
    <>
      {DIAMOND}
      <path className="dot-gate dot-fill-accent" d="M9 .2 17.8 9 9 17.8.2 9z" />
      <path className="dot-mark-accent" d="M7.1 6.3v5.4M10.9 6.3v5.4" />
    </>
  ),
  approved: (
    <>
      {DIAMOND}
      <path className="dot-gate dot-fill-ok" d="M9 .8 17.2 9 9 17.2.8 9z" />
      <path className="dot-mark" d="M5.9 9.2 8.1 11.3l4-4.6" />
    </>
  ),
  'gate-ahead': <path className="dot-ground dot-edge-faint" d="M9 3.4 14.6 9 9 14.6 3.4 9z" />,
  stale: (
    <>
      {DISC}
      <circle className="dot-edge-warn dot-dashes" cx="9" cy="9" r="7.25" />
      <path className="dot-tick-warn" d={TICK} />
    </>
  ),
  'cut-short': (
    <>
      {DISC}
      <path className="dot-fill-warn" d="M9 1.25a7.75 7.75 0 1 0 7.75 7.75H9z" />
      <path className="dot-edge-warn dot-missing" d="M11.5 2.2a7.3 7.3 0 0 1 4.3 4.3h-4.3z" />
    </>
  ),
  skipped: (
    <>
      <circle className="dot-ground dot-edge-faint" cx="9" cy="9" r="7" />
      <path className="dot-sign" d="m6.2 6.2 2.8 2.8-2.8 2.8M9.6 6.2l2.8 2.8-2.8 2.8" />
    </>
  ),
  paused: (
    <>
      <circle className="dot-ground dot-edge" cx="9" cy="9" r="7.25" />
      <path className="dot-sign dot-sign-strong" d="M7.2 6.4v5.2M10.8 6.4v5.2" />
    </>
  ),
  stopped: (
    <>
      <circle className="dot-ground dot-edge" cx="9" cy="9" r="7.25" />
      <path className="dot-square" d="M6.4 6.4h5.2v5.2H6.4z" />
    </>
  ),
  interrupted: (
    <>
      <circle className="dot-ground dot-edge dot-gaps" cx="9" cy="9" r="7.25" />
      <path className="dot-sign" d="M9.8 4.8 7 9.4h4l-2.6 4" />
    </>
  ),
}
