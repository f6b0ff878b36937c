/** A sentence of the server. The accounts it names stand apart: their direction and length must not become its own. */

import { Value } from "./names.tsx";
import { splitNames } from "./split-names.ts";

export function Sentence({ text, names = [] }: { text: string; names?: readonly string[] }) {
  const pieces = splitNames(text, names);
  return (
    <bdi>
      {pieces.map((piece, place) => {
        const key = `${place} ${piece}`;
        return place % 2 === 1 ? <Value key={key} text={piece} /> : <span key={key}>{piece}</span>;
      })}
    </bdi>
  );
}
