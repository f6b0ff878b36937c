/** Cypher of one's own, with its parameters. */

import { Frame } from "../parts/panel.tsx";
import { Editor } from "./editor.tsx";
import { RunButtons } from "./run-buttons.tsx";
import type { Asking, Own } from "./use-asking.ts";
import { usedIn } from "./values.ts";

interface Props {
  own: Own;
  onChange(own: Own): void;
  asking: Asking;
}

export function OwnQuery({ own, onChange, asking }: Props) {
  const typed = new Map(own.params);
  const params = usedIn(own.text).map((name): [string, string] => [name, typed.get(name) ?? ""]);
  const run = () => asking.askOwn({ text: own.text, params });
  return (
    <Frame title="Cypher of your own" note="it only reads; return a path (p = …) to see it drawn">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Editor text={own.text} onChange={(text) => onChange({ ...own, text })} onRun={run} />
        <div class="fields analyst-params">
          {params.map(([name, value]) => (
            <label key={name}>
              <code>${name}</code>
              <input
                type="text"
                value={value}
                spellcheck={false}
                placeholder="JSON, or text as it is"
                onInput={(event) => {
                  typed.set(name, event.currentTarget.value);
                  onChange({ ...own, params: [...typed] });
                }}
              />
            </label>
          ))}
        </div>
        <RunButtons asking={asking} />
      </form>
    </Frame>
  );
}
