/** A small chart of one kind: shares by number of users. */

import { kindWords } from "./kind-words.ts";
import { type Line, LineChart } from "./line-chart.tsx";
import { count } from "./numbers.ts";
import { sizeWords } from "./size-words.ts";

interface Props {
  kind: string;
  description: string;
  /** Where each size begins; it ends at the double. */
  sizes: readonly number[];
  lines: readonly Line[];
  file: string;
}

export function SizeChart({ kind, description, sizes, lines, file }: Props) {
  return (
    <LineChart
      caption={kindWords(kind)}
      description={description}
      along={`${sizeWords(kind)}, from`}
      steps={sizes.map(count)}
      lines={lines}
      most={1}
      file={file}
      height={150}
    />
  );
}
