/** What a search found, as the list below its field. */

import { useEffect } from "preact/hooks";
import type { Found } from "../api/types.ts";
import { kindWords } from "../parts/kind-words.ts";
import { Value } from "../parts/names.tsx";
import { counted } from "../parts/numbers.ts";
import { ProblemBox } from "../parts/problem-box.tsx";
import { Verdict } from "../parts/verdict.tsx";
import type { SearchState } from "./use-search.ts";

interface Props {
  id: string;
  result: SearchState;
  active: number;
  onChoose(one: Found): void;
}

export function SearchResults({ id, result, active, onChoose }: Props) {
  useEffect(
    () => document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" }),
    [id, active, result],
  );
  if (result.state === "failed")
    return (
      <div class="found">
        <ProblemBox problem={result.problem} />
      </div>
    );
  const found = result.state === "there" ? result.value : [];
  return (
    <div class="found">
      {result.state === "awaited" && <p class="quiet-text">Searching</p>}
      {result.state === "there" && found.length === 0 && (
        <p>
          Nothing is called so. Try an account id or its beginning, a cluster id, or a whole identifier in any spelling.
        </p>
      )}
      <div id={id} role="listbox" aria-label="Found">
        {found.map((one, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          <div
            key={`${one.type} ${one.id}`}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one)}
          >
            <span class="quiet-text">{one.kind === null ? one.type : kindWords(one.kind)}</span>
            <Value text={one.label} />
            <span class="quiet-text">
              {one.verdict !== null && <Verdict verdict={one.verdict} />}{" "}
              {one.accounts !== null && counted(one.accounts, "account")}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
