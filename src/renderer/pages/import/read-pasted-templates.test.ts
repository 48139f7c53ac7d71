import { describe, expect, it } from 'vitest'
import { listTemplates, readPastedTemplates } from './read-pasted-templates'

const template = (name: string) =>
  `${JSON.stringify({ format: 'baton/1', name, steps: [{ label: 'A “[1]”', prompt: 'go' }] }, null, 2)}\n`

describe('a text that is pasted', () => {
  it('is one template, as it is', () => {
    const text = `\uFEFF ${template('One')}`
    expect(readPastedTemplates(text)).toEqual([{ fileName: 'pasted text', text }])
  })

  it('is several, as they were when they were listed', () => {
    const texts = [template('One'), template('Two')]
    expect(readPastedTemplates(listTemplates(texts)).map((file) => file.text)).toEqual(texts)
  })

  it('is looked at by the importer when it only means to be a template', () => {
    expect(readPastedTemplates('{"format": "baton/7", "steps": ')).toHaveLength(1)
  })

  it('is let be when it is something else', () => {
    for (const text of [
      'just words with "format" and "steps"',
      '{"name": "x"}',
      '[1, "format", "steps"]',
      `[${template('One')}, {"format": "baton/1"}]`,
      `[${template('One')}`,
      '',
    ]) {
      expect(readPastedTemplates(text), text).toEqual([])
    }
  })

  it('is refused when it is too large', () => {
    const huge = template('x'.repeat(5_000_000))
    const refused = { refusal: expect.stringContaining('5 MB') }
    expect(readPastedTemplates(huge)).toMatchObject([refused])
    const [first, second] = readPastedTemplates(listTemplates([huge, template('Two')]))
    expect(first).toMatchObject(refused)
    expect(second?.text).toBe(template('Two'))
  })
})
