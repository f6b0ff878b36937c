/** The fields that say what of the inbox is shown; what they say is in the URL. */

import { useEffect, useRef } from "preact/hooks";
import type { CaseFilter } from "../api/read.ts";
import { changeQuery, replaceQuery } from "../app/navigation.ts";
import { DateField } from "../parts/date-field.tsx";
import { kindWords } from "../parts/kind-words.ts";
import { daysBefore } from "../parts/times.ts";
import { VerdictChoice } from "../parts/verdict-choice.tsx";
import { filterOf } from "./filter.ts";

interface Props {
  query: URLSearchParams;
  kinds: readonly string[];
  /** The latest activity in the store. */
  now: string | null;
}

const WEEK = 7;

export function FilterFields({ query, kinds, now }: Props) {
  const filter = filterOf(query);
  return (
    <form class="fields" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <VerdictChoice label="Verdict" verdict={filter.verdict} />
      <KindChoice kinds={kinds} kind={filter.kind} />
      <label>
        Accounts, at least
        <input
          type="number"
          min="0"
          value={filter.minSize || ""}
          onChange={(event) => replaceQuery({ min_size: event.currentTarget.value })}
        />
      </label>
      <DateField
        label="Tell changes since"
        value={query.get("since") ?? ""}
        onChange={(since) => replaceQuery({ since, changed: since === "" ? "" : query.get("changed") })}
      />
      <ChangedChoice filter={filter} now={now} />
      {query.size > 0 && (
        <button
          type="button"
          onClick={(event) => {
            // The button goes away.
            event.currentTarget.form?.querySelector("select")?.focus();
            changeQuery({ verdict: "", kind: "", min_size: "", since: "", changed: "" });
          }}
        >
          Clear the filter
        </button>
      )}
    </form>
  );
}

function KindChoice({ kinds, kind }: { kinds: readonly string[]; kind: string | null }) {
  return (
    <label>
      Rests on kind
      <select value={kind ?? ""} onChange={(event) => changeQuery({ kind: event.currentTarget.value })}>
        <option value="">any</option>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {kindWords(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ChangedChoice({ filter, now }: { filter: CaseFilter; now: string | null }) {
  const box = useRef<HTMLInputElement>(null);
  const isPressed = useRef(false);
  // The box takes the place of the button that was pressed, and its focus.
  useEffect(() => {
    if (isPressed.current) box.current?.focus();
    isPressed.current = false;
  }, [filter.since]);
  if (filter.since === null)
    return (
      <button
        type="button"
        disabled={now === null}
        onClick={() => {
          if (now === null) return;
          isPressed.current = true;
          changeQuery({ since: daysBefore(now, WEEK), changed: "yes" });
        }}
      >
        Changed in the last week
      </button>
    );
  return (
    <label class="check">
      <input
        ref={box}
        type="checkbox"
        checked={filter.changed}
        onChange={(event) => changeQuery({ changed: event.currentTarget.checked ? "yes" : "" })}
      />
      Only what changed
    </label>
  );
}
