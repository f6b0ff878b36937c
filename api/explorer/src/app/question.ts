import { ask, type ParamsOf, type QuestionName, type RowOf, type Rows } from "../api/questions.ts";
import { type Answer, useAnswer } from "./answer.ts";

/** Ask a question of the library, again whenever its parameters change. */
export function useQuestion<Name extends QuestionName>(name: Name, params: ParamsOf<Name>): Answer<Rows<RowOf<Name>>> {
  return useAnswer(`${name} ${JSON.stringify(params)}`, (signal) => ask(name, params, signal));
}
