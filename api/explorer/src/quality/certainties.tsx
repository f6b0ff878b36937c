/** One small chart a kind: certainty and corroboration by number of users. */

import type { KindQuality } from "../api/types.ts";
import { count, percent } from "../parts/numbers.ts";
import { SizeChart } from "../parts/size-chart.tsx";
import { sizeWords } from "../parts/size-words.ts";

export function Certainties({ kinds }: { kinds: readonly KindQuality[] }) {
  return (
    <div class="small-charts">
      {kinds.map((kind) => (
        <SizeChart
          key={kind.kind}
          kind={kind.kind}
          description={describe(kind)}
          sizes={kind.sizes.map((size) => size.users)}
          lines={[
            { name: "certainty", colour: 1, values: kind.sizes.map((size) => size.share) },
            { name: "corroborated", colour: 3, hollow: true, values: kind.sizes.map((size) => size.corroborated) },
          ]}
          file={`quality-${kind.kind}`}
        />
      ))}
    </div>
  );
}

function describe({ sizes, kind }: KindQuality): string {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (first === undefined || last === undefined) return "";
  return (
    `Certainty ${percent(first.share)} from ${count(first.users)} ${sizeWords(kind)} on, ` +
    `${percent(last.share)} from ${count(last.users)} on.`
  );
}
