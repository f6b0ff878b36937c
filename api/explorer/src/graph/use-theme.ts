import { useEffect, useState } from "preact/hooks";
import { readTheme, type Theme, watchTheme } from "./theme.ts";

/** The colours of the page around an element, read again whenever they may have changed; null before it is there. */
export function useTheme(root: { readonly current: HTMLElement | null }): Theme | null {
  const [theme, setTheme] = useState<Theme | null>(null);
  useEffect(() => {
    const read = (): void => {
      if (root.current) setTheme(readTheme(root.current));
    };
    read();
    return watchTheme(read);
  }, [root]);
  return theme;
}
