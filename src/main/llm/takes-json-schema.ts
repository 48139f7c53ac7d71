/** Models that are older than their provider's mode for a schema and answer it with an error. All others are asked. */
const WITHOUT_SCHEMA = [
  /^gpt-3/,
  /^gpt-4(?:$|-(?!o))(?!\.)/,
  /^(?:chatgpt-4o-latest|gpt-4o-2024-05-13)$/,
  /^o1-(?:mini|preview)/,
  /^claude-(?:instant|[23])/,
  /^claude-(?:opus|sonnet)-4(?:-0|-2025\d{4}|$)/,
]

export function takesJsonSchema(model: string): boolean {
  return !WITHOUT_SCHEMA.some((pattern) => pattern.test(model.toLowerCase()))
}
