/** So many at a time, for thousands at once would keep all else waiting. */
const LOT = 20

/** The answers in the order of the questions. The first that fails ends it. */
export async function readInLots<Question, Answer>(
  questions: readonly Question[],
  read: (question: Question) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let from = 0; from < questions.length; from += LOT) {
    answers.push(...(await Promise.all(questions.slice(from, from + LOT).map(read))))
  }
  return answers
}
