import { useState, type DragEvent } from 'react'

/** As many characters as an input may have; a file is refused before it is read. */
const MOST_BYTES = 20_000_000

interface FileDrop {
  /** A file hovers over the area. */
  over: boolean
  error: string | null
  /** For the element that takes the file. */
  area: {
    onDragOver: (event: DragEvent) => void
    onDragLeave: (event: DragEvent) => void
    onDrop: (event: DragEvent) => void
  }
  take: (file: File | undefined) => void
}

/** Takes a text file by dropping or choosing it. */
export function useFileDrop(onText: (text: string, fileName: string) => void): FileDrop {
  const [over, setOver] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const read = async (file: File): Promise<void> => {
    try {
      const text = await readText(file)
      setError(null)
      onText(text, file.name)
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
    }
  }
  const take = (file: File | undefined): void => {
    if (file !== undefined) void read(file)
  }
  const area: FileDrop['area'] = {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event) => {
      if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
        setOver(false)
    },
    onDrop: (event) => {
      event.preventDefault()
      setOver(false)
      take(event.dataTransfer.files[0])
    },
  }
  return { over, error, area, take }
}

async function readText(file: File): Promise<string> {
  if (file.size > MOST_BYTES) throw new Error(`“${file.name}” is larger than an input may be (20 MB).`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()).replaceAll('\r\n', '\n')
  } catch {
    throw new Error(`“${file.name}” is not a text file. Save it as text (UTF-8) and try again.`)
  }
}
