/** The ending of every template file. */
export const TEMPLATE_EXTENSION = '.baton.json'

/** Names that mean a device on Windows, with any extension. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i
/** Bytes of UTF-8 that a file system surely takes (encrypted ones take 143), less the ending and a " (2)". */
const MAX_STEM_BYTES = 120

/**
 * A file name for a template of this name that every platform takes and that can't leave its folder:
 * `Deep Build Pipeline` becomes `deep-build-pipeline.baton.json`, `../x` becomes `x.baton.json`.
 * Any script is kept. Never empty. Two names may get the same file name; it isn't checked whether the file exists.
 */
export function templateFileName(name: string): string {
  const stem = name
    .toWellFormed()
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replace(/[\s<>:"/\\|?*]+/g, '-')
    .replace(/-{2,}/g, '-')
  const trimmed = trimEnds(shortened(trimEnds(stem)))
  if (trimmed === '') return `template${TEMPLATE_EXTENSION}`
  return `${DEVICES.test(trimmed) ? 'template-' : ''}${trimmed}${TEMPLATE_EXTENSION}`
}

/** A leading dot hides a file, a leading hyphen reads as an option, Windows drops final dots. */
function trimEnds(stem: string): string {
  return stem.replace(/^[-.~]+/, '').replace(/[-.]+$/, '')
}

function shortened(stem: string): string {
  const encoder = new TextEncoder()
  let bytes = 0
  let kept = ''
  for (const character of stem) {
    bytes += encoder.encode(character).length
    if (bytes > MAX_STEM_BYTES) return kept
    kept += character
  }
  return kept
}
