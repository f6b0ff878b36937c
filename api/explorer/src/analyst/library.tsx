/** The questions of the library, to choose one from. */

import { useState } from "preact/hooks";
import type { Answer } from "../app/answer.ts";
import { WhenThere } from "../parts/panel.tsx";
import { href } from "../route.ts";
import type { Question } from "./questions.ts";

export function Library({ answer, chosen }: { answer: Answer<Question[]>; chosen: string | null }) {
  const [wanted, setWanted] = useState("");
  return (
    <nav class="panel analyst-library" aria-label="Library of questions">
      <a class="analyst-own" href={href("analyst")} aria-current={chosen === null ? "page" : undefined}>
        Cypher of your own
      </a>
      <label>
        Find a question
        <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      <div class="analyst-questions" aria-busy={answer.state === "awaited"}>
        <WhenThere answer={answer}>
          {(questions) => <Questions questions={questions.filter((one) => matches(one, wanted))} chosen={chosen} />}
        </WhenThere>
      </div>
    </nav>
  );
}

function Questions({ questions, chosen }: { questions: readonly Question[]; chosen: string | null }) {
  if (questions.length === 0) return <p class="empty">No question is like that.</p>;
  return (
    <ul>
      {questions.map(({ name, doc }) => (
        <li key={name}>
          <a
            href={href("analyst", "", { question: name })}
            title={doc}
            aria-current={name === chosen ? "page" : undefined}
          >
            {name.replaceAll("_", " ")}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Every word has to be in the name or in what the question answers. */
function matches({ name, doc }: Question, wanted: string): boolean {
  const text = `${name.replaceAll("_", " ")} ${doc}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
