/** What would be left of an account's ties without some identifiers, in words and bars. */

import { useEffect, useRef } from "preact/hooks";
import { whatIf } from "../api/read.ts";
import type { WhatIf } from "../api/types.ts";
import { announce } from "../app/announce.ts";
import { useAnswer } from "../app/answer.ts";
import { Bar } from "../parts/bar.tsx";
import { IdentifierChip } from "../parts/names.tsx";
import { counted } from "../parts/numbers.ts";
import { WhenThere } from "../parts/panel.tsx";
import { Sentence } from "../parts/sentence.tsx";
import { useKeptFocus } from "../parts/use-kept-focus.ts";

interface Props {
  id: string;
  without: string[];
  clear(): void;
}

export function WithoutTies({ id, without, clear }: Props) {
  const part = useRef<HTMLElement>(null);
  useKeptFocus(part, without.length);
  return (
    <section class="without" aria-label="What if" ref={part} tabIndex={-1}>
      <h3>Without {without.length === 0 ? "an identifier" : counted(without.length, "identifier")}</h3>
      {without.length === 0 ? (
        <p class="quiet-text">
          Tick one or more: would the account still be tied, by how many independent ties, of how many kinds?
        </p>
      ) : (
        <>
          <Left id={id} without={without} />
          <button type="button" onClick={clear}>
            Tick none
          </button>
        </>
      )}
    </section>
  );
}

function Left({ id, without }: { id: string; without: string[] }) {
  const key = `what if ${id} ${[...without].sort().join(" ")}`;
  const answer = useAnswer(key, (signal) => whatIf(id, without, signal));
  const said = answer.state === "there" ? answer.value.sentences.join(" ") : "";
  useEffect(() => announce(said), [said]);
  return <WhenThere answer={answer}>{(value) => <LeftOver value={value} />}</WhenThere>;
}

function LeftOver({ value }: { value: WhatIf }) {
  return (
    <>
      <p class={value.tied ? "outcome" : "outcome loose"}>
        <strong>{outcome(value)}</strong>
      </p>
      <ul class="sentences">
        {value.sentences.map((sentence) => (
          <li key={sentence}>
            <Sentence text={sentence} names={[value.account_id]} />
          </li>
        ))}
      </ul>
      <dl class="before-after">
        <dt>identifiers that tie it</dt>
        <dd>
          <Part now={value.ties} before={value.ties_before} />
        </dd>
        <dt>independent kinds of these, and of what it does</dt>
        <dd>
          <Part now={value.kinds} before={value.kinds_before} />
        </dd>
      </dl>
      <h3>What still ties it</h3>
      {value.remaining.length === 0 && <p class="quiet-text">No identifier.</p>}
      <ul class="remaining">
        {value.remaining.map((tie) => (
          <li key={tie.ref}>
            <Bar share={tie.contribution} /> <IdentifierChip kind={tie.kind} reference={tie.ref} copy={false} />
          </li>
        ))}
      </ul>
    </>
  );
}

function outcome({ tied, remaining }: WhatIf): string {
  if (!tied) return "No longer tied";
  return remaining.length > 0 ? "Still tied" : "Tied by nothing but what it does";
}

function Part({ now, before }: { now: number; before: number }) {
  return <Bar share={before === 0 ? 0 : now / before} label={`${now} of ${before}`} wide />;
}
