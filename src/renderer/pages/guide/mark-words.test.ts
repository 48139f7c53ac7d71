import { expect, it } from 'vitest'
import { markWords } from './mark-words'

it('marks words wherever they stand, whatever their case, and signs as signs', () => {
  expect(markWords('Stale steps, and a stale bar', ['stale'])).toEqual([
    '',
    'Stale',
    ' steps, and a ',
    'stale',
    ' bar',
  ])
  expect(markWords('What is (this)?', ['(this)?', 'what'])).toEqual(['', 'What', ' is ', '(this)?', ''])
  expect(markWords('Nothing', ['else'])).toEqual(['Nothing'])
})

it('marks in the right place, however many letters one becomes without accents', () => {
  expect(markWords('… ½ – café, Cafe\u0301 ﬁne', ['cafe', 'fine'])).toEqual([
    '… ½ – ',
    'café',
    ', ',
    'Cafe\u0301',
    ' ',
    'ﬁne',
    '',
  ])
})
