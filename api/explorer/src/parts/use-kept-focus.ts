/** Keep the focus in a part of the page where what had it goes away. */

import { useEffect, useRef } from "preact/hooks";

/**
 * Take the focus back when what had it inside `root` goes away with a change, as the button of an opened node or
 * "Choose none" does: to what is selected then, or to the root, which takes it by a tabIndex of -1.
 */
export function useKeptFocus(root: { readonly current: HTMLElement | null }, changed: unknown): void {
  const isInside = useRef(false);
  useEffect(() => {
    const note = (event: FocusEvent): void => {
      isInside.current = root.current?.contains(event.target as Node) ?? false;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, [root]);
  useEffect(() => {
    if (!isInside.current || document.activeElement !== document.body) return;
    const selected = root.current?.querySelector<HTMLElement>("[data-selected] button");
    (selected ?? root.current)?.focus();
  }, [root, changed]);
}
