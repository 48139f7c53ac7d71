import { describe, expect, it } from 'vitest'
import { AnswerCollector } from './answer-collector'

const STOP = { unified: 'stop', raw: 'stop' } as const

describe('AnswerCollector', () => {
  it('makes one chunk of texts that follow each other, and keeps the order', () => {
    const answer = new AnswerCollector()
    answer.reasoning()
    answer.reasoning()
    answer.text('a')
    answer.text(null)
    answer.text('b')
    answer.reasoning()
    answer.text('c')
    expect(answer.take()).toEqual([
      { type: 'reasoning' },
      { type: 'text', text: 'ab' },
      { type: 'reasoning' },
      { type: 'text', text: 'c' },
    ])
    expect(answer.take()).toEqual([])
  })

  it('keeps the text of reasoning apart from the answer', () => {
    const answer = new AnswerCollector()
    for (const delta of ['I ', null, 'think', '']) answer.reasoning(delta)
    answer.text('a')
    expect(answer.take()).toEqual([
      { type: 'reasoning', text: 'I think' },
      { type: 'text', text: 'a' },
    ])
  })

  it('holds back the first half of a character until the second comes', () => {
    const [first = '', second = ''] = '🦉'.split('')
    const answer = new AnswerCollector()
    answer.text(`a${first}`)
    expect(answer.take()).toEqual([{ type: 'text', text: 'a' }])
    expect(answer.take()).toEqual([])
    answer.text(`${second}b`)
    expect(answer.take()).toEqual([{ type: 'text', text: '🦉b' }])
  })

  it('makes a half readable that stays alone, and ends with the finish', () => {
    const answer = new AnswerCollector()
    answer.text('a\uD83E')
    answer.take()
    answer.finish(STOP, null)
    expect(answer.finished).toBe(true)
    expect(answer.take()).toEqual([
      { type: 'text', text: '\uFFFD' },
      { type: 'finish', finishReason: STOP, usage: null },
    ])
  })
})
