/** The query of the library that an answer came from, with its parameters, to read and to take away. */

import { useState } from "preact/hooks";
import { getQueryText } from "../api/read.ts";
import { useAnswer } from "../app/answer.ts";
import { href, type Query } from "../route.ts";
import { CopyButton } from "./copy-button.tsx";
import { type Params, runnable } from "./cypher-text.ts";
import { WhenThere } from "./panel.tsx";

export interface Cypher {
  name: string;
  params: Params;
}

export function CypherBehind(cypher: Cypher) {
  const [open, setOpen] = useState(false);
  return (
    <details class="cypher" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The Cypher behind this</summary>
      {open && <Text {...cypher} />}
    </details>
  );
}

/** The parameters as the query of a URL holds them; a list as JSON, as the library reads it. */
function asked(params: Params): Query {
  const text = (value: Params[string]) => (Array.isArray(value) ? JSON.stringify(value) : value?.toString());
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, text(value)]));
}

function Text({ name, params }: Cypher) {
  const kind = typeof params.kind === "string" ? params.kind : null;
  const answer = useAnswer(`query ${name} ${kind}`, (signal) => getQueryText(name, kind, signal));
  return (
    <WhenThere answer={answer}>
      {(query) => {
        const text = runnable(query.params, query.cypher, params);
        return (
          <>
            <p>
              <code>{name}</code>: {query.doc} <CopyButton text={text} of="the Cypher" />{" "}
              {query.example !== null && (
                <a href={href("analyst", "", { question: name, ...asked(params) })}>Open in the analyst console</a>
              )}
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls has to be reachable by keyboard */}
            <pre tabIndex={0}>{text}</pre>
          </>
        );
      }}
    </WhenThere>
  );
}
