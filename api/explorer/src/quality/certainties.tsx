/** One small chart a kind: certainty and corroboration by number of users. */

import type { KindQuality } from "../api/types.ts";
import { kindWords } from "../parts/kind-words.ts";
import { LineChart } from "../parts/line-chart.tsx";
import { count, percent } from "../parts/numbers.ts";

export function Certainties({ kinds }: { kinds: readonly KindQuality[] }) {
  return (
    <div class="small-charts">
      {kinds.map((kind) => (
        <LineChart
          key={kind.kind}
          caption={kindWords(kind.kind)}
          description={describe(kind)}
          along={kind.kind === "moment" ? "times what chance gives, from" : "users, from"}
          steps={kind.sizes.map((size) => count(size.users))}
          lines={[
            { name: "certainty", colour: 1, values: kind.sizes.map((size) => size.share) },
            { name: "corroborated", colour: 3, hollow: true, values: kind.sizes.map((size) => size.corroborated) },
          ]}
          most={1}
          file={`quality-${kind.kind}`}
          height={150}
        />
      ))}
    </div>
  );
}

function describe({ sizes, kind }: KindQuality): string {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (first === undefined || last === undefined) return "";
  const things = kind === "moment" ? "times what chance gives" : "users";
  return (
    `Certainty ${percent(first.share)} from ${count(first.users)} ${things} on, ` +
    `${percent(last.share)} from ${count(last.users)} on.`
  );
}
