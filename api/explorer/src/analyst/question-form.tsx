/** One question of the library: what it answers, its parameters by type, its Cypher. */

import { useState } from "preact/hooks";
import { getQueryText } from "../api/read.ts";
import { type Answer, useAnswer } from "../app/answer.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { runnable } from "../parts/cypher-text.ts";
import { Frame, WhenThere } from "../parts/panel.tsx";
import { askedQuestion, type Filled, type Own } from "./asked.ts";
import { taken } from "./pasted.ts";
import type { Param, Question } from "./questions.ts";
import { RunButtons } from "./run-buttons.tsx";
import type { Asking } from "./use-asking.ts";

interface Props {
  name: string;
  /** The questions of the library, this one among them. */
  answer: Answer<Question[]>;
  filled: Filled;
  onFill(filled: Filled): void;
  asking: Asking;
  onEdit(own: Own): void;
}

export function QuestionForm({ name, answer, ...form }: Props) {
  return (
    <Frame title={name.replaceAll("_", " ")}>
      <div class="analyst-question" aria-busy={answer.state === "awaited"}>
        <WhenThere answer={answer}>
          {(questions) => {
            const question = questions.find((one) => one.name === name);
            if (question === undefined) return <p class="empty">The library has no such question.</p>;
            return <Fields question={question} {...form} />;
          }}
        </WhenThere>
      </div>
    </Frame>
  );
}

function Fields({ question, filled, onFill, asking, onEdit }: Omit<Props, "name" | "answer"> & { question: Question }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        asking.askQuestion(askedQuestion(question, filled));
      }}
    >
      <p>{question.doc}</p>
      <div class="fields">
        {question.params.map((param) => (
          <Field
            key={param.name}
            param={param}
            value={filled[param.name] ?? ""}
            onInput={(value) => onFill({ ...filled, [param.name]: value })}
          />
        ))}
      </div>
      <RunButtons asking={asking} />
      <ItsCypher name={question.name} filled={filled} onEdit={onEdit} />
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

interface Statement {
  name: string;
  filled: Filled;
  onEdit(own: Own): void;
}

function ItsCypher(statement: Statement) {
  const [open, setOpen] = useState(false);
  return (
    <details class="cypher" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Its Cypher</summary>
      {open && <StatementText {...statement} />}
    </details>
  );
}

function StatementText({ name, filled, onEdit }: Statement) {
  // Where it is written for each kind it is asked for this one, or else the first.
  const kind = filled.kind?.trim() || null;
  const answer = useAnswer(`query ${name} ${kind}`, (signal) => getQueryText(name, kind, signal));
  return (
    <WhenThere answer={answer}>
      {({ cypher, params }) => (
        <>
          <p>
            <CopyButton text={cypher} of="the Cypher" />{" "}
            <button
              type="button"
              class="quiet"
              onClick={() => onEdit(taken({ text: runnable(params, cypher, given(filled)), params: [] }))}
            >
              Put it into the editor
            </button>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls has to be reachable by keyboard */}
          <pre tabIndex={0}>{cypher}</pre>
        </>
      )}
    </WhenThere>
  );
}

function given(filled: Filled): Filled {
  return Object.fromEntries(Object.entries(filled).filter(([, value]) => value.trim() !== ""));
}
