/** Questions of the library and Cypher of one's own, asked and answered side by side. */

import { useMemo, useState } from "preact/hooks";
import { type Answer, useAnswer } from "../app/answer.ts";
import { historyEntry, navigate } from "../app/navigation.ts";
import { Title } from "../parts/title.tsx";
import { href } from "../route.ts";
import "./analyst.css";
import { AnswerView } from "./answer-view.tsx";
import { type Asked, askedOwn, askedQuestion, type Filled, type Own } from "./asked.ts";
import { useDesk } from "./desk.ts";
import { EarlierQueries } from "./earlier-queries.tsx";
import { Library } from "./library.tsx";
import { OwnQuery } from "./own-query.tsx";
import { QuestionForm } from "./question-form.tsx";
import { listQuestions, type Question } from "./questions.ts";
import { useAsking } from "./use-asking.ts";

export function Analyst({ query }: { query: URLSearchParams }) {
  const chosen = query.get("question");
  // The same link followed again starts from what it says, and Back from what was filled in.
  const place = useMemo(() => `${historyEntry()} ${query}`, [query]);
  const questions = useAnswer("questions", listQuestions);
  const [desk, change] = useDesk();
  const [edition, setEdition] = useState(0);
  const asking = useAsking();
  const filled = desk.filled[place] ?? Object.fromEntries(query);
  /** Put a text into the editor in place of what is there. */
  const edit = (own: Own) => {
    change(() => ({ own }));
    setEdition((number) => number + 1);
    navigate(href("analyst"));
  };
  return (
    <div class="view">
      <Title name="Analyst" />
      <div class="analyst">
        <Library answer={questions} chosen={chosen} />
        <div class="analyst-desk">
          {chosen === null ? (
            <OwnQuery
              key={edition}
              isGiven={edition > 0}
              own={desk.own}
              onChange={(write) => change((desk) => ({ own: write(desk.own) }))}
              asking={asking}
            />
          ) : (
            <QuestionForm
              key={place}
              name={chosen}
              answer={questions}
              filled={filled}
              onFill={(values) => change(({ filled }) => ({ filled: { ...filled, [place]: values } }))}
              asking={asking}
              onEdit={edit}
            />
          )}
          <AnswerView asking={asking} above={chosen === null ? askedOwn(desk.own) : above(chosen, questions, filled)} />
          <EarlierQueries earlier={asking.earlier} onChoose={edit} />
        </div>
      </div>
    </div>
  );
}

/** The question that stands in the form; null until it is known, and where there is none. */
function above(name: string, questions: Answer<Question[]>, filled: Filled): Asked | null {
  if (questions.state !== "there") return null;
  const question = questions.value.find((one) => one.name === name);
  return question === undefined ? null : askedQuestion(question, filled);
}
