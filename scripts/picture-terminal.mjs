/**
 * `npm run docs:terminal`: runs the Deep Build Pipeline in a real terminal (tmux) and draws what it shows in
 * mid-stream as docs/pictures/terminal.svg.
 */
import './require-node.mjs'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ensureBuilt } from './build-output.mjs'

const root = resolve(import.meta.dirname, '..')
const columns = 96
const rows = 24
const ESCAPE = String.fromCodePoint(27)
const session = `baton-picture-${process.pid}`
const shown = 'npm run -s baton -- run "Deep Build Pipeline" --input "A habit tracker for night-shift nurses"'

const failure = ensureBuilt(() => process.stderr.write('Building Baton …\n'))
if (failure !== null) throw new Error(failure)
const home = mkdtempSync(join(tmpdir(), 'baton-picture-'))
const tmux = (...args) => execFileSync('tmux', args, { encoding: 'utf8' })
try {
  const command = shown.replace(
    'npm run -s baton --',
    `${process.execPath} ${join(root, 'scripts/baton.mjs')}`,
  )
  tmux('new-session', '-d', '-s', session, '-x', columns, '-y', rows, '-e', `BATON_HOME=${home}`, command)
  let screen = ''
  // The third step, some lines into its answer.
  while (!/2 of 9 steps · 1\ds/.test(screen)) {
    await wait(100)
    screen = tmux('capture-pane', '-t', session, '-p')
  }
  const drawn = draw(`$ ${shown}\n\n${tmux('capture-pane', '-t', session, '-p', '-e').trimEnd()}`)
  writeFileSync(join(root, 'docs/pictures/terminal.svg'), drawn)
} finally {
  try {
    tmux('kill-session', '-t', session)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** Text with colour sequences as a picture: one line of tspans for each line of text. */
function draw(text) {
  const lines = text.split('\n')
  const lineHeight = 19
  const width = 40 + columns * 8.1
  const height = 40 + lines.length * lineHeight
  let style = { colour: '#d7dae0', opacity: 1, weight: 400 }
  const drawnLines = lines.map((line, index) => {
    const spans = []
    const [plain = '', ...coloured] = line.split(`${ESCAPE}[`)
    if (plain !== '') spans.push(span(plain, style))
    for (const sequence of coloured) {
      const end = sequence.indexOf('m')
      style = restyle(style, sequence.slice(0, end))
      const piece = sequence.slice(end + 1)
      if (piece !== '') spans.push(span(piece, style))
    }
    return `<text x="20" y="${34 + index * lineHeight}" xml:space="preserve">${spans.join('')}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13.4">
<rect width="100%" height="100%" rx="10" fill="#16181d"/>
${drawnLines.join('\n')}
</svg>
`
}

function restyle(style, codes) {
  const colours = { 31: '#e5707a', 32: '#6cc08b', 33: '#d9a860', 36: '#5fb3e0', 39: '#d7dae0' }
  return (codes === '' ? ['0'] : codes.split(';')).reduce((now, code) => {
    if (code === '0') return { colour: '#d7dae0', opacity: 1, weight: 400 }
    if (code === '1') return { ...now, weight: 600 }
    if (code === '2') return { ...now, opacity: 0.6 }
    if (code === '22') return { ...now, weight: 400, opacity: 1 }
    return code in colours ? { ...now, colour: colours[code] } : now
  }, style)
}

function span(piece, { colour, opacity, weight }) {
  const escaped = piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<tspan fill="${colour}" fill-opacity="${opacity}" font-weight="${weight}">${escaped}</tspan>`
}
