/** Search for whatever is at hand. The text stays out of the URL: it may be a raw identifier. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Found } from "../api/types.ts";
import { href } from "../route.ts";
import { navigate } from "./navigation.ts";
import { SearchResults } from "./search-results.tsx";
import { takesKeys } from "./takes-keys.ts";
import { useSearch } from "./use-search.ts";

const LIST = "search-results";

export function SearchBox() {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const result = useSearch(text);
  const found = result.state === "there" ? result.value : [];
  useEffect(() => setActive(0), [found]);
  useSlashKey(() => field.current?.select());

  const close = () => {
    setOpen(false);
    setText("");
  };
  const choose = (one: Found | undefined) => {
    if (one === undefined) return;
    close();
    navigate(hrefOf(one));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setActive((active + step + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter") choose(found[active]);
    else if (event.key === "Escape") setOpen(false);
    else return;
    event.preventDefault();
  };

  const shown = open && text.trim() !== "";
  return (
    <search class="search">
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Search accounts, clusters and identifiers"
        aria-expanded={shown && found.length > 0}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={shown && found.length > 0 ? `${LIST}-${active}` : undefined}
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

function hrefOf(one: Found): string {
  return href(one.type, one.id);
}

function useSlashKey(act: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || takesKeys(event.target) || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
}
