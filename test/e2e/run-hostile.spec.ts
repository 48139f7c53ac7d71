import { createWorkflow } from './support/create-workflow'
import { expect, test } from './support/baton-test'
import { run, runStatus, textOf } from './support/run-page'
import { runIdOf, throughApi } from './run-api'
import { HOSTILE_STRINGS } from './run-hostile-strings'

/** What nothing of a text may become. */
const FORBIDDEN =
  'script, img, picture, source, svg, math, iframe, object, embed, video, audio, link, style, base, meta, form, ' +
  'button:not(.markdown-copy), select, textarea, dialog, template, [style], [onclick], [onerror], [onload], [srcset]'

test(`none of ${HOSTILE_STRINGS.length} hostile texts runs anything or asks for anything`, async ({
  page,
  openBaton,
  misconduct,
}) => {
  expect(HOSTILE_STRINGS.length).toBeGreaterThanOrEqual(150)
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Hostile',
    steps: [{ label: 'Write', stepType: 'generate', prompt: 'Write {{input}}' }],
  })
  await run(page, 'Hostile', 'something')
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(textOf(page, 'Write').locator('.markdown')).toBeVisible()
  const [step] = (await throughApi(page, (client) => client.runs.get({ runId: runIdOf(page) }))).steps

  await throughApi(page, async (client) => {
    for (const [index, text] of HOSTILE_STRINGS.entries()) {
      await client.runs.steps.overrideOutput({
        runId: runIdOf(page),
        stepId: step?.id ?? '',
        revision: index + (step?.revision ?? 1),
        // The last word says that the page has come this far.
        text: `${text}\n\nArrived ${index}.`,
      })
      await expect(textOf(page, 'Write')).toContainText(`Arrived ${index}.`)
      const made = await textOf(page, 'Write').evaluate(
        (element, forbidden) => ({
          forbidden: [...element.querySelectorAll(forbidden)]
            // Icons of the button that copies code are the page's own.
            .filter((found) => found.closest('.markdown-copy') === null)
            // What is not rendered yet is held at its place by a height.
            .filter((found) => !found.matches('.markdown-section'))
            .map((found) => found.outerHTML),
          links: [...element.querySelectorAll('a')].map((link) => ({
            protocol: link.protocol,
            target: link.target,
            rel: link.rel,
          })),
        }),
        FORBIDDEN,
      )
      expect(made.forbidden, text).toEqual([])
      for (const link of made.links) {
        expect(['http:', 'https:', 'mailto:'], text).toContain(link.protocol)
        expect(link, text).toMatchObject({ target: '_blank', rel: 'noopener noreferrer nofollow' })
      }
    }
  })
  expect(await page.evaluate('window.wasRun')).toBeUndefined()
  expect(misconduct.foreignRequests).toEqual([])
})
