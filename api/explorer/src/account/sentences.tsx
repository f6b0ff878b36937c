/** Sentences of an explanation, one below the other. */

import { Sentence } from "../parts/sentence.tsx";

export function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul class="sentences">
      {of.map((sentence) => (
        <li key={sentence}>
          <Sentence text={sentence} />
        </li>
      ))}
    </ul>
  );
}
