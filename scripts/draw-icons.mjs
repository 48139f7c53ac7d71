/**
 * `node scripts/draw-icons.mjs`: draws the app's icons for all platforms from the two drawings in resources/icons.
 * What it makes is committed, so that a build needs no browser.
 */
import './require-node.mjs'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './find-browser.mjs'

const folder = resolve(import.meta.dirname, '../resources/icons')
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8')
const smallDrawing = readFileSync(join(folder, 'icon-small.svg'), 'utf8')
/** Up to here the details of the large drawing are mud. */
const largestSmall = 24

/** A Mac's icons have a margin: the square is 824 of 1024 in each direction, and 464 of 512 in the drawing. */
const macViewBox = (512 - (464 * 1024) / 824) / 2
const macDrawing = drawing.replace(
  'viewBox="0 0 512 512"',
  `viewBox="${macViewBox} ${macViewBox} ${512 - 2 * macViewBox} ${512 - 2 * macViewBox}"`,
)

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256]
/** Apple's names of the pictures, by their size in pixels; some are for displays with twice the pixels. */
const macTypes = { 16: ['icp4'], 32: ['icp5', 'ic11'], 64: ['ic12'], 128: ['ic07'], 256: ['ic08', 'ic13'] }
Object.assign(macTypes, { 512: ['ic09', 'ic14'], 1024: ['ic10'] })

const browser = await chromium.launch({
  executablePath: findBrowser(),
  // Chromium's sandbox does not work for root.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage()

rmSync(join(folder, 'linux'), { recursive: true, force: true })
mkdirSync(join(folder, 'linux'))
for (const size of linuxSizes) {
  const { png } = await draw(size <= largestSmall ? smallDrawing : drawing, size)
  writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png)
}

const windowsPictures = []
for (const size of windowsSizes) {
  windowsPictures.push(await draw(size <= largestSmall ? smallDrawing : drawing, size))
}
writeFileSync(join(folder, 'icon.ico'), windowsIcon(windowsPictures))

const macPictures = []
for (const [size, types] of Object.entries(macTypes)) {
  const { png } = await draw(Number(size) <= largestSmall ? smallDrawing : macDrawing, Number(size))
  macPictures.push(...types.map((type) => ({ type, png })))
}
writeFileSync(join(folder, 'icon.icns'), macIcon(macPictures))

await browser.close()

/** The drawing in so many pixels: as a PNG, and as plain pixels of four bytes (red, green, blue, opacity). */
async function draw(svg, size) {
  const drawn = await page.evaluate(
    async ({ source, pixels }) => {
      const image = new Image(pixels, pixels)
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = pixels
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0, pixels, pixels)
      return {
        png: canvas.toDataURL('image/png').split(',')[1],
        rgba: [...context.getImageData(0, 0, pixels, pixels).data],
      }
    },
    { source: svg.replace('<svg ', `<svg width="${size}" height="${size}" `), pixels: size },
  )
  return { size, png: Buffer.from(drawn.png, 'base64'), rgba: Buffer.from(drawn.rgba) }
}

/** An ICO: a directory, then the pictures. Small ones as bitmaps, since some programs read PNGs at 256 pixels only. */
function windowsIcon(pictures) {
  const bodies = pictures.map((picture) => (picture.size >= 256 ? picture.png : bitmap(picture)))
  const head = Buffer.alloc(6)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length + 16 * pictures.length
  const directory = pictures.map(({ size }, index) => {
    const entry = Buffer.alloc(16)
    entry[0] = entry[1] = size % 256
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(bodies[index].length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += bodies[index].length
    return entry
  })
  return Buffer.concat([head, ...directory, ...bodies])
}

/** A bitmap as it is in an ICO: rows from below, blue first, and a mask that says nothing more. */
function bitmap({ size, rgba }) {
  const head = Buffer.alloc(40)
  head.writeUInt32LE(40, 0)
  head.writeInt32LE(size, 4)
  head.writeInt32LE(2 * size, 8)
  head.writeUInt16LE(1, 12)
  head.writeUInt16LE(32, 14)
  const pixels = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4
      const [red, green, blue, opacity] = rgba.subarray(from, from + 4)
      pixels.set([blue, green, red, opacity], ((size - 1 - y) * size + x) * 4)
    }
  }
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size)
  return Buffer.concat([head, pixels, mask])
}

/** An ICNS: pictures one after the other, each with its name and its length. */
function macIcon(pictures) {
  const parts = pictures.map(({ type, png }) => Buffer.concat([chunkHead(type, png.length), png]))
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([chunkHead('icns', length), ...parts])
}

function chunkHead(type, length) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(length + 8, 4)
  return head
}
