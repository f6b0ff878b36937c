/** Puts a text where it can be pasted from. */

import { useState } from "preact/hooks";
import { announce } from "../app/announce.ts";

const SHOWN_MS = 1500;

export function CopyButton({ text, of, label = "Copy" }: { text: string; of: string; label?: string }) {
  const [done, setDone] = useState("");
  const copy = async () => {
    const said = await copied(text);
    setDone(said);
    announce(`${of}: ${said}`);
    setTimeout(() => setDone(""), SHOWN_MS);
  };
  return (
    <button type="button" class="copy" aria-label={`${label} ${of}`} onClick={copy}>
      {done || label}
    </button>
  );
}

/** A page that is neither local nor over HTTPS is not let near the clipboard. */
async function copied(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied";
  } catch {
    return "Not allowed";
  }
}
