import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { useTextDraft } from './use-text-draft'

const edit = () => renderHook(() => useTextDraft('run', 'step'))

beforeEach(() => sessionStorage.clear())

it('keeps what was typed in the moment before leaving', () => {
  const { result, unmount } = edit()
  act(() => result.current.begin('A text', 1))
  act(() => result.current.change('A text, ed'))
  act(() => result.current.change('A text, edited'))
  unmount()
  expect(edit().result.current.draft).toEqual({ text: 'A text, edited', revision: 1 })
})

it('keeps nothing of an edit that has ended, whatever happens in the same moment', () => {
  const { result, unmount } = edit()
  act(() => result.current.begin('A text', 1))
  act(() => {
    result.current.end()
    unmount()
  })
  expect(edit().result.current.draft).toBeNull()
})
