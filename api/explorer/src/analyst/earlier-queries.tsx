/** What was asked before, to be asked again. */

import type { Own } from "./asked.ts";

export function EarlierQueries({ earlier, onChoose }: { earlier: readonly Own[]; onChoose(own: Own): void }) {
  if (earlier.length === 0) return null;
  return (
    <details class="panel analyst-earlier">
      <summary>Earlier queries, until this tab is closed</summary>
      <ul>
        {earlier.map((own) => (
          <li key={own.text}>
            <button type="button" class="quiet" onClick={() => onChoose(own)}>
              <bdi>{own.text}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
