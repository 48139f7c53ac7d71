import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_COLOURS = 256

/**
 * A picture of a page with a palette of at most 256 colours, a third of the size, and hardly to be told from the
 * original: the colours that are used most come first, and each pixel takes the nearest one.
 * @param painter a page of the browser, which reads the picture
 */
export async function indexedPng(painter, png) {
  const { width, height, pixels } = await readPixels(painter, png)
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height)
  const times = new Map()
  for (const colour of colours) times.set(colour, (times.get(colour) ?? 0) + 1)
  const palette = choosePalette(
    [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour),
  )
  const nearest = new Map([...times.keys()].map((colour) => [colour, nearestIndex(palette, colour)]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = nearest.get(colours[y * width + x])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

async function readPixels(painter, png) {
  const { width, height, data } = await painter.evaluate(
    async (address) => {
      const bitmap = await createImageBitmap(await (await fetch(address)).blob())
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      context.drawImage(bitmap, 0, 0)
      const bytes = context.getImageData(0, 0, bitmap.width, bitmap.height).data
      const reader = new FileReader()
      reader.readAsDataURL(new Blob([bytes]))
      await new Promise((done) => reader.addEventListener('load', done))
      const data = reader.result.slice(reader.result.indexOf(',') + 1)
      return { width: bitmap.width, height: bitmap.height, data }
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  return { width, height, pixels: new Uint8Array(Buffer.from(data, 'base64')) }
}

/** Takes a colour unless one like it is there already; what counts as alike grows until all fit. */
function choosePalette(byUse) {
  for (let likeness = 0; ; likeness += 4) {
    const palette = []
    for (const colour of byUse) {
      if (palette.length > MOST_COLOURS) break
      if (!palette.some((other) => distance(other, colour) <= likeness * likeness)) palette.push(colour)
    }
    if (palette.length <= MOST_COLOURS) return palette
  }
}

function nearestIndex(palette, colour) {
  let best = 0
  for (let index = 1; index < palette.length; index += 1)
    if (distance(palette[index], colour) < distance(palette[best], colour)) best = index
  return best
}

/** Pixels are read as little-endian numbers: red is the lowest byte. */
function channels(colour) {
  return [colour & 255, (colour >>> 8) & 255, (colour >>> 16) & 255]
}

function distance(left, right) {
  const red = (left & 255) - (right & 255)
  const green = ((left >>> 8) & 255) - ((right >>> 8) & 255)
  const blue = ((left >>> 16) & 255) - ((right >>> 16) & 255)
  return red * red + green * green + blue * blue
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
