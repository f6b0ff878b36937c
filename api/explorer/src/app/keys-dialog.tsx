/** The keys that do something, shown on `?`. */

import { useEffect, useRef } from "preact/hooks";
import { takesKeys } from "./takes-keys.ts";

const KEYS = [
  ["/", "Search"],
  ["j, k", "Next and previous cluster of the inbox"],
  ["Enter", "Open the row"],
  ["Arrows, Page Up, Page Down, Home, End", "Move in a table"],
  ["Space", "Choose the row, where rows can be chosen"],
  ["Arrows", "Go from node to node of a graph"],
  ["Enter", "Open the node"],
  ["Shift and Enter", "Fold the node"],
  ["+, -, 0", "Zoom into a graph, out of it, and back to all of it"],
  ["Ctrl and Enter", "Run the query in the editor"],
  ["Esc", "Close the list or dialog, or let go of the node"],
  ["?", "Show these keys"],
] as const;

export function KeysDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = () => dialog.current?.showModal();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "?" && !takesKeys(event.target)) open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button type="button" onClick={open}>
        Keys
      </button>
      <dialog ref={dialog} aria-labelledby="keys-heading">
        <h2 id="keys-heading">Keys</h2>
        <dl class="keys-list">
          {KEYS.map(([key, meaning]) => (
            <div key={meaning}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  );
}
