/** One question of the library: what it answers, its parameters by type, its Cypher. */

import { useState } from "preact/hooks";
import { getQueryText } from "../api/read.ts";
import { useAnswer } from "../app/answer.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { Awaited, Frame } from "../parts/panel.tsx";
import { listQuestions, type Param, type Question } from "./questions.ts";
import { RunButtons } from "./run-buttons.tsx";
import type { Asking, Own } from "./use-asking.ts";

interface Props {
  name: string;
  /** Values that the URL gives. */
  given: URLSearchParams;
  asking: Asking;
  onEdit(own: Own): void;
}

export function QuestionForm({ name, given, asking, onEdit }: Props) {
  const answer = useAnswer("questions", listQuestions);
  return (
    <Frame title={name.replaceAll("_", " ")}>
      <div class="analyst-question" aria-busy={answer.state === "awaited"}>
        <Awaited answer={answer}>
          {(questions) => {
            const question = questions.find((one) => one.name === name);
            if (question === undefined) return <p class="empty">The library has no such question.</p>;
            return <Fields question={question} given={given} asking={asking} onEdit={onEdit} />;
          }}
        </Awaited>
      </div>
    </Frame>
  );
}

function Fields({ question, given, asking, onEdit }: Omit<Props, "name"> & { question: Question }) {
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(question.params.map((param) => [param.name, given.get(param.name) ?? ""])),
  );
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        asking.askQuestion(question.name, filled);
      }}
    >
      <p>{question.doc}</p>
      <div class="fields">
        {question.params.map((param) => (
          <Field
            key={param.name}
            param={param}
            value={values[param.name] ?? ""}
            onInput={(value) => setValues({ ...values, [param.name]: value })}
          />
        ))}
      </div>
      <RunButtons asking={asking} />
      <StatementText name={question.name} kind={filled.kind} onEdit={onEdit} />
    </form>
  );
}

function Field({ param, value, onInput }: { param: Param; value: string; onInput(value: string): void }) {
  return (
    <label title={param.help}>
      {param.name.replaceAll("_", " ")}
      {param.required ? " (needed)" : ""}
      <input
        type="text"
        inputMode={param.type === "integer" ? "numeric" : param.type === "float" ? "decimal" : "text"}
        required={param.required}
        value={value}
        spellcheck={false}
        placeholder={param.default ?? placeholderOf(param.type)}
        aria-description={param.help}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function placeholderOf(type: string): string {
  if (type === "datetime") return "2026-01-02T03:04:05Z";
  return type.startsWith("list") ? "one, another" : "";
}

function StatementText({ name, kind, onEdit }: { name: string; kind: string | undefined; onEdit(own: Own): void }) {
  const answer = useAnswer(`statement ${name} ${kind ?? ""}`, (signal) => getQueryText(name, signal));
  return (
    <details class="cypher">
      <summary>Its Cypher</summary>
      <Awaited answer={answer}>
        {({ cypher, params }) => (
          <>
            <p>
              <CopyButton text={cypher} of="the Cypher" />{" "}
              <button
                type="button"
                class="quiet"
                onClick={() => onEdit({ text: cypher, params: params.filter(isUsed).map(asTyped) })}
              >
                Put it into the editor
              </button>
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls has to be reachable by keyboard */}
            <pre tabIndex={0}>{cypher}</pre>
          </>
        )}
      </Awaited>
    </details>
  );
}

/** The kind is no parameter of the Cypher: it stands in its labels. */
function isUsed({ type }: Pick<Param, "name" | "type" | "default">): boolean {
  return type !== "kind";
}

function asTyped({ name, default: usual }: Pick<Param, "name" | "type" | "default">): [string, string] {
  return [name, usual ?? ""];
}
