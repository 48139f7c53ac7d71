import { describe, expect, it } from 'vitest'
import { openDocument, step } from '../../../test-support/open-document'
import { changeStep, type StepChange } from './step-edits'
import type { TypingWay } from './typing'

describe('undo of typing', () => {
  /** Types on as a person does, a fifth of a second between two letters. */
  function openPrompt(text: string) {
    const opened = openDocument(step('A', text))
    const { edit, wait, undo, redo, history } = opened
    const prompt = () => opened.workflow().steps[0]?.prompt ?? ''
    const put = (next: string, way?: TypingWay): void => {
      edit((before) => changeStep(before, 'A', { prompt: next }), 'A prompt', way)
      wait(200)
    }
    const type = (letters: string): void => {
      for (const letter of letters) put(prompt() + letter)
    }
    const backspace = (times: number): void => {
      for (let time = 0; time < times; time++) put(prompt().slice(0, -1))
    }
    /** What is there after each undo, to the first text. */
    const backwards = (): string[] => {
      const texts: string[] = []
      while (history.getState().pastStates.length > 0) {
        undo()
        texts.push(prompt())
      }
      return texts
    }
    /** What is there after each redo, to the last text. */
    const forwards = (): string[] => {
      const texts: string[] = []
      while (history.getState().futureStates.length > 0) {
        redo()
        texts.push(prompt())
      }
      return texts
    }
    return { ...opened, prompt, put, type, backspace, backwards, forwards }
  }

  it('takes back what was typed in one go, and a pause begins another', () => {
    const { type, wait, backwards, forwards } = openPrompt('go')
    type(' on')
    wait(1_000)
    type(' and on')
    expect(backwards()).toEqual(['go on', 'go'])
    expect(forwards()).toEqual(['go on', 'go on and on'])
  })

  it('gives back a sentence that was deleted right after it was typed', () => {
    const { type, put, backwards, forwards } = openPrompt('')
    type('A sentence')
    put('')
    expect(backwards()).toEqual(['A sentence', ''])
    expect(forwards()).toEqual(['A sentence', ''])
  })

  it.each(['Pasted', 'A', 'A sentence that goes on', 'x A sentence'])(
    'gives back a sentence over which %j was put right after it was typed',
    (over) => {
      const { type, put, backwards } = openPrompt('Old.')
      type(' A sentence')
      put(over, 'whole')
      expect(backwards()).toEqual(['Old. A sentence', 'Old.'])
    },
  )

  it('gives back what was selected and typed over, and takes the new text in one go', () => {
    const { type, put, backwards } = openPrompt('Old.')
    type(' Then')
    put('N')
    type('ew')
    expect(backwards()).toEqual(['Old. Then', 'Old.'])
  })

  it('goes on deleting, and deletes what is beside in the same go', () => {
    const { put, backwards, backspace } = openPrompt('one two three')
    backspace(3)
    put('one tw')
    put('one ')
    // From here on with Delete, and from the front.
    put('ne ')
    expect(backwards()).toEqual(['one ', 'one two three'])
  })

  it('keeps a mistyped word apart from its correction', () => {
    const { type, backspace, backwards } = openPrompt('')
    type('teh')
    backspace(2)
    type('he')
    expect(backwards()).toEqual(['t', 'teh', ''])
  })

  it('begins anew where somebody types in another place', () => {
    const { type, put, backwards } = openPrompt('b')
    type('c')
    put('abc')
    expect(backwards()).toEqual(['bc', 'b'])
  })

  it('takes closing brackets and what is typed between them as one', () => {
    const { put, backwards } = openPrompt('')
    put('{}')
    put('{i}')
    put('{in}')
    expect(backwards()).toEqual([''])
  })

  it('keeps apart what is pasted, dropped or completed, even one letter of it', () => {
    const { type, put, prompt, backwards } = openPrompt('')
    type('ab')
    put(`${prompt()}c`, 'whole')
    type('de')
    expect(backwards()).toEqual(['abc', 'ab', ''])
  })

  it('takes a composed word with what is typed around it, however long its letters are chosen from', () => {
    const { type, put, wait, backwards } = openPrompt('')
    type('a')
    put('ak')
    put('aか', 'composition')
    put('aかn', 'composition')
    wait(5_000)
    put('a缶', 'composition')
    type('b')
    expect(backwards()).toEqual([''])
  })

  it('gives back what a composed word took the place of', () => {
    const { put, backwards } = openPrompt('')
    put('k')
    put('か', 'composition')
    // All is selected, and another word begun. A prompt tells by which of its letters.
    put('n')
    put('に', 'composition')
    expect(backwards()).toEqual(['か', ''])
  })

  it('gives back what a composed word took the place of in a field that only tells that it begins', () => {
    const { put, endTyping, backwards } = openPrompt('')
    endTyping()
    put('k', 'composition')
    put('か', 'composition')
    endTyping()
    put('n', 'composition')
    put('に', 'composition')
    expect(backwards()).toEqual(['か', ''])
  })

  it('goes on with nothing that was undone', () => {
    const { type, undo, redo, prompt, backwards } = openPrompt('')
    type('ab')
    undo()
    redo()
    type('c')
    expect(prompt()).toBe('abc')
    expect(backwards()).toEqual(['ab', ''])
  })

  it('keeps fields and steps apart', () => {
    const { edit, undo, workflow } = openDocument(step('A', ''), step('B', ''))
    const type = (stepId: string, field: 'prompt' | 'systemPrompt', text: string) =>
      edit((before) => changeStep(before, stepId, { [field]: text }), `${stepId} ${field}`)
    type('A', 'prompt', 'a')
    type('A', 'systemPrompt', 'a')
    type('B', 'prompt', 'a')
    type('A', 'prompt', 'ab')
    const texts = () => workflow().steps.map(({ prompt, systemPrompt = '' }) => `${prompt}/${systemPrompt}`)
    undo()
    expect(texts()).toEqual(['a/a', 'a/'])
    undo()
    expect(texts()).toEqual(['a/a', '/'])
    undo()
    expect(texts()).toEqual(['a/', '/'])
  })

  it('keeps what is typed apart from every other edit between', () => {
    const { type, edit, backwards, prompt } = openPrompt('')
    type('ab')
    edit((before) => changeStep(before, 'A', { enabled: false }))
    type('c')
    expect(prompt()).toBe('abc')
    expect(backwards()).toEqual(['ab', 'ab', ''])
  })

  it('goes through the digits of a number, and the letters of a schema, in one go', () => {
    const { edit, history, workflow } = openDocument(step('A'))
    const set = (change: StepChange, field: string) =>
      edit((before) => changeStep(before, 'A', change), `A ${field}`)
    for (const temperature of [0, 0.7, 0.75]) set({ temperature }, 'temperature')
    expect(history.getState().pastStates).toHaveLength(1)
    for (const title of ['', 'T', 'Ti']) set({ output: { format: 'json', schema: { title } } }, 'schema')
    expect(history.getState().pastStates).toHaveLength(2)
    expect(workflow().steps[0]).toMatchObject({ temperature: 0.75, output: { schema: { title: 'Ti' } } })
  })
})
