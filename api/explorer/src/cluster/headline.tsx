/** What a cluster is, in figures and one sentence. */

import type { Cluster } from "../api/types.ts";
import { Bar } from "../parts/bar.tsx";
import { Facts } from "../parts/facts.tsx";
import { ClusterLink } from "../parts/names.tsx";
import { count } from "../parts/numbers.ts";
import { Sentence } from "../parts/sentence.tsx";
import { Time, TimeSpan } from "../parts/time.tsx";
import { day } from "../parts/times.ts";
import { href } from "../route.ts";

export function Headline({ cluster }: { cluster: Cluster }) {
  return (
    <>
      <Facts
        of={[
          ["accounts", count(cluster.size)],
          ["flagged themselves", count(cluster.flagged)],
          ["score", <Bar key="score" share={cluster.score} as="score" />],
          ["active (UTC)", <TimeSpan key="active" first={cluster.first_seen} last={cluster.last_seen} />],
          ["level", <Level key="level" cluster={cluster} />],
          ["last published by", <RunLink key="run" run={cluster.run} />],
          ...(cluster.reborn_run === null
            ? []
            : [["reborn in", <RunLink key="reborn" run={cluster.reborn_run} />] as const]),
          ...(cluster.retired_at === null
            ? []
            : [["retired (UTC)", <Time key="retired" at={cluster.retired_at} />] as const]),
          ...(cluster.as_of === null ? [] : [["shown as of (UTC)", <Time key="as-of" at={cluster.as_of} />] as const]),
        ]}
      />
      <p>
        <Sentence text={cluster.summary} />{" "}
        <span class="quiet-text">
          Compare it{" "}
          <a href={href("compare", "", { cluster: cluster.cluster_id, at: middle(cluster) })}>with an earlier time</a>{" "}
          or <a href={href("compare", "", { clusters: cluster.cluster_id })}>with another cluster</a>.
        </span>
      </p>
    </>
  );
}

function Level({ cluster }: { cluster: Cluster }) {
  if (cluster.operator === null) return cluster.level;
  return (
    <>
      {cluster.level} of <ClusterLink id={cluster.operator} />
    </>
  );
}

function RunLink({ run }: { run: string }) {
  return <a href={href("run", run)}>{run}</a>;
}

/** The middle of its life: an earlier time to begin with. */
function middle({ first_seen: first, last_seen: last }: Cluster): string {
  if (first === null || last === null) return "";
  return day((Date.parse(first) + Date.parse(last)) / 2);
}
