/** Questions of the library and Cypher of one's own, asked and answered side by side. */

import { useState } from "preact/hooks";
import { changeQuery } from "../app/navigation.ts";
import { Title } from "../parts/title.tsx";
import "./analyst.css";
import { AnswerView } from "./answer-view.tsx";
import { EarlierQueries } from "./earlier-queries.tsx";
import { Library } from "./library.tsx";
import { OwnQuery } from "./own-query.tsx";
import { QuestionForm } from "./question-form.tsx";
import { type Own, useAsking } from "./use-asking.ts";

const BEGINNING: Own = {
  text: "MATCH p = (a:Account)-[:USED]->(d:Device)\nRETURN p\nORDER BY a.id, d.id\nLIMIT 25",
  params: [],
};

export function Analyst({ query }: { query: URLSearchParams }) {
  const chosen = query.get("question");
  const [own, setOwn] = useState<Own>(BEGINNING);
  const [edition, setEdition] = useState(0);
  const asking = useAsking();
  /** Put a text into the editor in place of what is there. */
  const edit = (next: Own) => {
    setOwn(next);
    setEdition((number) => number + 1);
    changeQuery({ question: null });
  };
  return (
    <div class="view">
      <Title name="Analyst" />
      <div class="analyst">
        <Library chosen={chosen} />
        <div class="analyst-desk">
          {chosen === null ? (
            <OwnQuery key={edition} own={own} onChange={setOwn} asking={asking} />
          ) : (
            <QuestionForm key={chosen} name={chosen} given={query} asking={asking} onEdit={edit} />
          )}
          <AnswerView asking={asking} />
          <EarlierQueries earlier={asking.earlier} onChoose={edit} />
        </div>
      </div>
    </div>
  );
}
