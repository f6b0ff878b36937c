import { useEffect, useRef } from "preact/hooks";

/** Take the focus back when what had it inside an element goes away with a change, as an opened node's button does: to what is selected then, or to the element. */
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
