import { useEffectEvent, useLayoutEffect, useRef } from 'react'

interface HandedOn<Value> {
  handOn: (value: Value) => void
  /** Whatever comes from here on is news. */
  settle: () => void
}

/**
 * For a field that shows what is typed at once, while its value is kept where it takes a while: tells what comes back
 * late of what was handed on, which must not take back what was typed since, from what somebody else has set, such as
 * by an undo.
 *
 * @param onNews called when the value was set by somebody else
 */
export function useHandedOn<Value>(
  value: Value,
  onChange: (value: Value) => void,
  onNews: (value: Value) => void,
): HandedOn<Value> {
  const underWay = useRef<Value[]>([])
  const tellNews = useEffectEvent(onNews)
  useLayoutEffect(() => {
    // Some may have been passed over.
    const arrived = underWay.current.indexOf(value)
    underWay.current = underWay.current.slice(arrived + 1)
    if (arrived === -1) tellNews(value)
  }, [value])
  return {
    handOn: (next) => {
      underWay.current.push(next)
      onChange(next)
    },
    settle: () => {
      underWay.current = []
    },
  }
}
