/** Search for whatever is at hand. The text stays out of the URL: it may be a raw identifier. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Found } from "../api/types.ts";
import { href } from "../route.ts";
import { navigate } from "./navigation.ts";
import { SearchResults } from "./search-results.tsx";
import { takesKeys } from "./takes-keys.ts";
import { useActiveOption } from "./use-active-option.ts";
import { useSearch } from "./use-search.ts";

const LIST = "search-results";

export function SearchBox() {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const result = useSearch(text);
  const found = result.state === "there" ? result.value : null;
  const choose = (one: Found) => {
    setOpen(false);
    setText("");
    navigate(href(one.type, one.id));
  };
  const { active, onKeyDown } = useActiveOption({ text, options: found, open, choose, close: () => setOpen(false) });
  useSlashKey(field);

  const shown = open && text.trim() !== "";
  const hasOptions = shown && found !== null && found.length > 0;
  return (
    <search class="search">
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Search accounts, clusters and identifiers"
        aria-expanded={hasOptions}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={hasOptions ? `${LIST}-${active}` : undefined}
        autoComplete="off"
        spellcheck={false}
        placeholder="Search account, cluster or identifier ( / )"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {shown && <SearchResults id={LIST} result={result} active={active} onChoose={choose} />}
    </search>
  );
}

/** The slash leads to the field from wherever it is no letter. */
function useSlashKey(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || takesKeys(event.target) || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      field.current?.select();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
