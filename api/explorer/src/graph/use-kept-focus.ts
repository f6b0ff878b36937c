import { useEffect, useRef } from "preact/hooks";

/** Take the focus back to an element when what had it inside goes away with a change, as an opened node's button does. */
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
    if (isInside.current && document.activeElement === document.body) root.current?.focus();
  }, [root, changed]);
}
