import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../test/support/temporary-folder'
import { placeWindow, readWindowState } from './window-state'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const external = { x: 1440, y: 0, width: 2560, height: 1440 }
const bounds = { x: 1500, y: 40, width: 2000, height: 1300 }

describe('the place of a new window', () => {
  it('is where the window was', () => {
    expect(placeWindow({ bounds, isMaximized: false }, [laptop, external])).toEqual(bounds)
  })

  it('is the system’s choice, in a size that fits, when the display it was on is gone', () => {
    expect(placeWindow({ bounds, isMaximized: false }, [laptop])).toEqual({ width: 1440, height: 875 })
  })

  it('is the system’s choice when the title bar could not be taken hold of', () => {
    for (const hidden of [{ x: -1950 }, { x: 1400 }, { y: -300 }, { y: 890 }]) {
      const place = placeWindow({ bounds: { ...bounds, x: 0, y: 100, ...hidden }, isMaximized: false }, [
        laptop,
      ])
      expect(place, JSON.stringify(hidden)).toEqual({ width: 1440, height: 875 })
    }
  })

  it('is the system’s choice at the first start, and never smaller than the page can be', () => {
    expect(placeWindow(null, [laptop])).toEqual({ width: 1280, height: 820 })
    expect(placeWindow(null, [{ x: 0, y: 0, width: 320, height: 200 }])).toEqual({ width: 640, height: 480 })
    expect(placeWindow(null, [])).toEqual({ width: 1280, height: 820 })
  })
})

describe('a file that is damaged', () => {
  it('counts as none', () => {
    const file = join(temporaryFolder(), 'window.json')
    for (const text of [
      '',
      '{',
      'null',
      '{"bounds":{"x":1e999}}',
      '{"bounds":{"x":0,"y":0,"width":-1,"height":1}}',
    ]) {
      writeFileSync(file, text)
      expect(readWindowState(file), text).toBeNull()
    }
    expect(readWindowState(join(file, 'nothing'))).toBeNull()
  })
})
