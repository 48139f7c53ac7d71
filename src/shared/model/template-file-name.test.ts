import * as fc from '../../../test/support/fast-check'
import { expect, it } from 'vitest'
import { builtInTemplates } from './built-in-templates'
import { templateFileName } from './template-file-name'
import { fuzz } from '../../../test/support/long-form'

it.each([
  ['Deep Build Pipeline', 'deep-build-pipeline.baton.json'],
  ['../x', 'x.baton.json'],
  ['..\\..\\Windows', 'windows.baton.json'],
  ['/etc/passwd', 'etc-passwd.baton.json'],
  ['C:\\x', 'c-x.baton.json'],
  ['CON', 'template-con.baton.json'],
  ['con.txt', 'template-con.txt.baton.json'],
  ['Lpt1 ', 'template-lpt1.baton.json'],
  ['Console', 'console.baton.json'],
  ['...', 'template.baton.json'],
  ['', 'template.baton.json'],
  ['-rf', 'rf.baton.json'],
  ['Wochenbericht für Zoë', 'wochenbericht-für-zoë.baton.json'],
  ['週報', '週報.baton.json'],
  ['a\u0000\u202Eb', 'ab.baton.json'],
])('%j becomes %s', (name, file) => {
  expect(templateFileName(name)).toBe(file)
})

it('is safe for any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const file = templateFileName(name)
      expect(file).toMatch(/^[^-.~\s<>:"/\\|?*\p{Cc}][^\s<>:"/\\|?*\p{Cc}]*\.baton\.json$/u)
      expect(new TextEncoder().encode(file).length).toBeLessThan(143)
      expect(file.isWellFormed()).toBe(true)
    }),
    fuzz(2000, 100_000, 'template names as file names'),
  )
})

it('names the built-in templates as they are named', () => {
  for (const { slug, template } of builtInTemplates()) {
    expect(templateFileName(template.name)).toBe(`${slug}.baton.json`)
  }
})
