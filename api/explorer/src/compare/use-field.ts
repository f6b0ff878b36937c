import { useEffect, useState } from "preact/hooks";

/** What a field holds: what the URL says whenever that changes, and between what is typed. */
export function useField(asked: string): [string, (text: string) => void] {
  const [text, setText] = useState(asked);
  useEffect(() => {
    if (asked !== "") setText(asked);
  }, [asked]);
  return [text, setText];
}
