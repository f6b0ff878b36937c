/** Which option of a list below a field the keys of the field point at, and choose. */

import { useEffect, useRef, useState } from "preact/hooks";

interface Asked<Option> {
  text: string;
  /** The options for the text; null until they are there. */
  options: readonly Option[] | null;
  open: boolean;
  choose(option: Option): void;
  close(): void;
}

export function useActiveOption<Option>({ text, options, open, choose, close }: Asked<Option>) {
  const [active, setActive] = useState(0);
  // Enter may come before the options: it then counts for the first one, unless the text changes or the list is left.
  const entered = useRef<string | null>(null);
  useEffect(() => {
    setActive(0);
    if (options === null) return;
    const first = options[0];
    const isEntered = open && entered.current === text;
    entered.current = null;
    if (isEntered && first !== undefined) choose(first);
  }, [options]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    entered.current = null;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const length = options?.length ?? 0;
    const chosen = options?.[active];
    if (step !== 0) setActive((active + step + length) % Math.max(length, 1));
    else if (event.key === "Escape") close();
    else if (event.key !== "Enter") return;
    else if (chosen !== undefined) choose(chosen);
    else if (options === null) entered.current = text;
    event.preventDefault();
  };
  return { active, onKeyDown };
}
