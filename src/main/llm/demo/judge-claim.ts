import { lower } from './sentences'

/** How far a text bears out one of its own claims, told by the claim's wording alone. */
export interface Judgement {
  verdict: 'solid' | 'plausible' | 'weak' | 'not supported'
  why: string
  safe: string
}

/** What a careful reader would ask first. It knows no method; a model would. */
export function judgeClaim(claim: string): Judgement {
  if (/\bshould\b|\brecommend|\bready to\b/i.test(claim))
    return {
      verdict: 'not supported',
      why: 'It says what ought to be done. No figure can show that.',
      safe: 'The authors recommend this.',
    }
  if (/\bshows? that\b|\bproves?\b|\bthanks to\b|\bleads? to\b|\bclear\b/i.test(claim))
    return {
      verdict: 'weak',
      why: 'It says that one thing brought about another. What is reported is that both happened in the same time.',
      safe: 'The authors conclude this from a before and an after.',
    }
  if (/\bfrom [\d.,]+.{0,60}\bto [\d.,]+/i.test(claim))
    return {
      verdict: 'plausible',
      why: 'Before and after are given. What would have happened anyway is not.',
      safe: `In the time that was observed, ${lower(claim)}`,
    }
  if (/\b(?:rose|fell|more|less|higher|lower|better|worse)\b/i.test(claim))
    return {
      verdict: 'plausible',
      why: 'A change is named without both of its figures, or without what it is compared with.',
      safe: `According to the authors, ${lower(claim)}`,
    }
  if (/\bpercent\b|%/.test(claim))
    return {
      verdict: 'plausible',
      why: 'It is a share. Of how many, and who is missing, has to be read elsewhere.',
      safe: `Of those who were counted: ${lower(claim)}`,
    }
  if (/\d/.test(claim))
    return { verdict: 'solid', why: 'A plain figure, which nothing in the text contradicts.', safe: claim }
  return {
    verdict: 'plausible',
    why: 'It is stated without a figure, and nothing in the text contradicts it.',
    safe: `According to the text, ${lower(claim)}`,
  }
}
