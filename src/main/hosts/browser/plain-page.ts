/** Words for someone who is not let in, or went astray. */
export interface PlainPage {
  status: number
  title: string
  /** What to do, a sentence or two. Text, not markup. */
  advice: string
  /** Where the browser goes by itself, at once. A path of our own. */
  goTo?: string
}

/** A page that needs nothing and knows nothing: no script, no picture, nothing of what was asked for. */
export function renderPlainPage({ title, advice, goTo }: PlainPage): string {
  const onward = goTo === undefined ? '' : `<meta http-equiv="refresh" content="0; url=${goTo}">\n`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
${onward}<title>${escapeHtml(title)} · Baton</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem }</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(advice)}</p>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
