import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAX_TEMPLATE_BYTES } from '@shared/model/template-file-schema'
import { temporaryFolder } from '../../../../test/support/temporary-folder'
import { readTemplateFile, templateFilesIn } from './template-files'

describe('the template files among the arguments', () => {
  it('are those that end in .json, wherever the user stands', () => {
    const folder = resolve('/somewhere')
    expect(
      templateFilesIn(
        ['.', '--inspect=x.json', 'a.baton.json', resolve('/other/B.JSON'), 'notes.txt', ''],
        folder,
      ),
    ).toEqual([resolve('/somewhere/a.baton.json'), resolve('/other/B.JSON')])
  })
})

function file(name: string, content: string | Buffer): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

describe('a template file', () => {
  it('is read as it is, whatever is in it', async () => {
    const text = '{ "format": "baton/1", "name": "Ünïcode 漢" }\r\n'
    expect(await readTemplateFile(file('good.baton.json', text))).toEqual({
      type: 'baton:open-template',
      fileName: 'good.baton.json',
      text,
    })
  })

  it('is read up to 5 MB and no further', async () => {
    const largest = file('largest.json', Buffer.alloc(MAX_TEMPLATE_BYTES, ' '))
    expect((await readTemplateFile(largest)).type).toBe('baton:open-template')
    const tooLarge = file('too-large.json', Buffer.alloc(MAX_TEMPLATE_BYTES + 1, ' '))
    await expect(readTemplateFile(tooLarge)).rejects.toMatchObject({
      code: 'INVALID',
      message: '“too-large.json” is larger than 5 MB, so it is not a template.',
    })
  })

  it('is refused with a sentence when it is no text, no file or not there', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'folder.json'))
    await expect(
      readTemplateFile(file('picture.json', Buffer.from([0xff, 0xfe, 0x00]))),
    ).rejects.toMatchObject({
      message: '“picture.json” is not a text file.',
    })
    await expect(readTemplateFile(join(folder, 'folder.json'))).rejects.toMatchObject({
      message: '“folder.json” is not a file.',
    })
    await expect(readTemplateFile(join(folder, 'gone.json'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: '“gone.json” can’t be read.',
    })
  })
})
