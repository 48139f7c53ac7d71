import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** What a page has fetched so far, in kilobytes as `gzip` makes them, with and without fonts. */
export function watchLoad(page: Page): () => Promise<{ kilobytes: number; fontKilobytes: number }> {
  const fetched: Promise<{ bytes: number; isFont: boolean }>[] = []
  page.on('response', (response) => {
    const isFont = response.url().endsWith('.woff2')
    fetched.push(
      response.body().then(
        // Fonts are compressed already.
        (body) => ({ bytes: isFont ? body.length : gzipSync(body, { level: 6 }).length, isFont }),
        // A redirect has no body.
        () => ({ bytes: 0, isFont }),
      ),
    )
  })
  return async () => {
    const all = await Promise.all(fetched)
    const sum = (fonts: boolean) =>
      all.filter(({ isFont }) => isFont === fonts).reduce((total, { bytes }) => total + bytes, 0) / 1000
    return { kilobytes: sum(false), fontKilobytes: sum(true) }
  }
}
