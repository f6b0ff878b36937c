/** A button that shows all of a list, and the first few of it again. */

import { count } from "./numbers.ts";

interface Props {
  isAll: boolean;
  setIsAll(isAll: boolean): void;
  /** How many are shown at first, and how many there are. */
  first: number;
  total: number;
  /** What they are, where that is not plain. */
  of?: string;
}

export function ShowAll({ isAll, setIsAll, first, total, of = "" }: Props) {
  if (total <= first) return null;
  const text = isAll ? `Show the first ${count(first)} ${of}` : `Show all ${count(total)} ${of}`;
  return (
    <button type="button" class="quiet" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
      {text.trim()}
    </button>
  );
}
