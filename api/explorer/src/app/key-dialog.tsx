/** Asks for the API key when the server wants one. */

import { useEffect, useRef, useState } from "preact/hooks";
import { askForKeyWith } from "../api/key.ts";

interface Question {
  refused: boolean;
  answer(key: string | null): void;
}

/** What a header can carry. */
const SENDABLE = "[!-~]+";

export function KeyDialog() {
  const [question, setQuestion] = useState<Question | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => askForKeyWith((refused) => new Promise((answer) => setQuestion({ refused, answer }))), []);
  useEffect(() => {
    if (question !== null) dialog.current?.showModal();
  }, [question]);
  if (question === null) return null;

  const finish = (key: string | null) => {
    dialog.current?.close();
    setQuestion(null);
    question.answer(key);
  };
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    finish(String(new FormData(event.currentTarget).get("key")));
  };
  return (
    <dialog ref={dialog} aria-labelledby="key-heading" onCancel={() => finish(null)}>
      <form class="dialog-form" onSubmit={submit}>
        <h2 id="key-heading">API key</h2>
        <p>
          {question.refused ? "The server refused this key. " : "This server asks for a key. "}
          It is kept for this tab only, until the tab is closed.
        </p>
        <label>
          Key <input type="password" name="key" required pattern={SENDABLE} autoComplete="off" />
        </label>
        <div class="buttons">
          <button type="button" onClick={() => finish(null)}>
            Cancel
          </button>
          <button type="submit">Use this key</button>
        </div>
      </form>
    </dialog>
  );
}
