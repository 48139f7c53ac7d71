export interface Identified {
  id: string
  name: string
}

/**
 * Ids for names that stand in a list, the same ones for as long as it is the same thing: one that went elsewhere has its
 * name still, one that was renamed its place.
 */
export function carryIds(
  former: readonly Identified[],
  names: readonly string[],
  newId: () => string,
): Identified[] {
  const gone = new Set(former.filter(({ name }) => !names.includes(name)))
  return names.map((name, at) => {
    const stays = former.find((each) => each.name === name)
    if (stays !== undefined) return stays
    const inPlace = former[at]
    const isRenamed = former.length === names.length && inPlace !== undefined && gone.has(inPlace)
    return { id: isRenamed ? inPlace.id : newId(), name }
  })
}
