import { useEffect, useState } from "preact/hooks";
import { readTheme, type Theme, watchTheme } from "./theme.ts";

/** The colours of the page around an element, read again whenever they may have changed; null before it is there. */
export function useTheme(root: { readonly current: HTMLElement | null }): Theme | null {
  const [theme, setTheme] = useState<Theme | null>(null);
  useEffect(() => {
    const read = (): void => {
      if (!root.current) return;
      const now = readTheme(root.current);
      // The drawing is made anew for a new theme: the same colours have to be the same theme.
      setTheme((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    read();
    return watchTheme(read);
  }, [root]);
  return theme;
}
