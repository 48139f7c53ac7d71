import { estimateTokenCount, type LanguageConfig } from 'tokenx'
import type { TokenCounter } from '@main/engine/ports'

/** Above this a text is measured by samples: counting takes at most some 30 ms, whatever the text. */
const COUNTED_WHOLE = 65_536
const SAMPLES = 32
const SAMPLE_LENGTH = COUNTED_WHOLE / SAMPLES

/** Texts that tokenx's own rules price wrongly, measured against OpenAI's o200k encoding. */
const DENSE_TEXTS: LanguageConfig[] = [
  // Base64, hashes, minified data: no word in them is known to an encoding.
  { pattern: /^(?=\d*[A-Za-z])(?=[A-Za-z]*\d)[A-Za-z0-9]{9,}$/, averageCharsPerToken: 1.5 },
  { pattern: /^[A-Za-z]{25,}$/, averageCharsPerToken: 2 },
  // Thai, Lao, Burmese, Khmer: written without spaces, so a segment is a whole sentence.
  { pattern: /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/, averageCharsPerToken: 2 },
  // Hebrew, Arabic, and the scripts of India.
  { pattern: /[\u0590-\u08ff\u0900-\u0dff]/, averageCharsPerToken: 3 },
  // German: tokenx reckons with an older encoding.
  { pattern: /[äöüß]/i, averageCharsPerToken: 4.5 },
]

/**
 * Counts tokens approximately: within 10 % of OpenAI's encoding on English prose, code and Chinese, and rather
 * above than below elsewhere, because the budget reckons with it. tokenx and not gpt-tokenizer, which takes 280 ms
 * and 75 MB to load, is quadratic on long unbroken runs, and is exact for one provider's models only.
 */
export function createTokenCounter(): TokenCounter {
  return { count: (text) => (text.length <= COUNTED_WHOLE ? countWhole(text) : countBySamples(text)) }
}

function countWhole(text: string): number {
  return estimateTokenCount(text, { languageConfigs: DENSE_TEXTS })
}

function countBySamples(text: string): number {
  const stride = (text.length - SAMPLE_LENGTH) / (SAMPLES - 1)
  let counted = 0
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const from = Math.round(sample * stride)
    counted += countWhole(text.slice(from, from + SAMPLE_LENGTH))
  }
  return Math.ceil((counted * text.length) / (SAMPLES * SAMPLE_LENGTH))
}
