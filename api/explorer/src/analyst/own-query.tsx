/** Cypher of one's own, with its parameters. */

import { announce } from "../app/announce.ts";
import { Frame } from "../parts/panel.tsx";
import { askedOwn, type Own } from "./asked.ts";
import { Editor } from "./editor.tsx";
import { taken } from "./pasted.ts";
import { RunButtons } from "./run-buttons.tsx";
import type { Asking } from "./use-asking.ts";

interface Props {
  own: Own;
  /** Whether it was just put into the editor. */
  isGiven: boolean;
  onChange(change: (own: Own) => Own): void;
  asking: Asking;
}

export function OwnQuery({ own, isGiven, onChange, asking }: Props) {
  const asked = askedOwn(own);
  const run = () => {
    if (asked.text.trim() === "") announce("There is nothing to run: write a query first.");
    else asking.askOwn(asked);
  };
  // What was typed for a parameter stays when its name goes from the text: it may come back.
  const typed = (name: string, value: string) =>
    onChange((own) => ({ ...own, params: [...new Map(own.params).set(name, value)] }));
  const paste = (pasted: string): string => {
    const { text, params } = taken({ text: pasted, params: [] });
    onChange((own) => ({ ...own, params: [...new Map([...own.params, ...params])] }));
    return text;
  };
  return (
    <Frame title="Cypher of your own" note="it only reads; return a path (p = …) to see it drawn">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Editor
          text={own.text}
          isGiven={isGiven}
          onChange={(text) => onChange((own) => ({ ...own, text }))}
          onPaste={paste}
          onRun={run}
        />
        <div class="fields analyst-params">
          {asked.params.map(([name, value]) => (
            <label key={name}>
              <code>${name}</code>
              <input
                type="text"
                value={value}
                spellcheck={false}
                placeholder="JSON, or text as it is"
                onInput={(event) => typed(name, event.currentTarget.value)}
              />
            </label>
          ))}
        </div>
        <RunButtons asking={asking} />
      </form>
    </Frame>
  );
}
