/** A part of a view that asks for something by itself: heading, what came, and the Cypher it came from. */

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Answer } from "../app/answer.ts";
import { type Cypher, CypherBehind } from "./cypher-behind.tsx";
import { ProblemBox } from "./problem-box.tsx";

interface FrameProps {
  title: string;
  note?: ComponentChildren;
  actions?: ComponentChildren;
  cypher?: Cypher | undefined;
  children: ComponentChildren;
}

export function Frame({ title, note, actions, cypher, children }: FrameProps) {
  const id = useId();
  return (
    <section class="panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span class="note">{note}</span>}
        {actions !== undefined && <div class="actions">{actions}</div>}
      </header>
      <div>{children}</div>
      {cypher !== undefined && (
        <footer>
          <CypherBehind {...cypher} />
        </footer>
      )}
    </section>
  );
}

interface PanelProps<T> extends Omit<FrameProps, "children"> {
  answer: Answer<T>;
  /** Height in rem that is kept free until the answer is there, and after. */
  reserve: number;
  /** What to say where there is nothing to show. */
  empty?: (value: T) => string | false;
  children: (value: T) => ComponentChildren;
}

export function Panel<T>({ answer, reserve, empty, children, ...frame }: PanelProps<T>) {
  return (
    <Frame {...frame}>
      <div style={{ minHeight: `${reserve}rem` }} aria-busy={answer.state === "awaited"}>
        <WhenThere answer={answer} {...(empty === undefined ? {} : { empty })}>
          {children}
        </WhenThere>
      </div>
    </Frame>
  );
}

interface WhenThereProps<T> {
  answer: Answer<T>;
  empty?: (value: T) => string | false;
  children: (value: T) => ComponentChildren;
}

/** What an answer holds, once it is there; that it is awaited or failed until then. */
export function WhenThere<T>({ answer, empty, children }: WhenThereProps<T>): ComponentChildren {
  if (answer.state === "awaited") return <p class="waiting">Loading</p>;
  if (answer.state === "failed") return <ProblemBox problem={answer.problem} again={answer.again} />;
  const nothing = empty?.(answer.value);
  return typeof nothing === "string" ? <p class="empty">{nothing}</p> : children(answer.value);
}
