/** Where an account stands, in one sentence and its figures. */

import type { Explanation } from "../api/types.ts";
import { Bar } from "../parts/bar.tsx";
import { Facts } from "../parts/facts.tsx";
import { ClusterLink, ClusterLinks } from "../parts/names.tsx";
import { count } from "../parts/numbers.ts";
import { Sentence } from "../parts/sentence.tsx";

export function Standing({ explanation }: { explanation: Explanation }) {
  const { cluster, campaign, near } = explanation;
  return (
    <>
      <p class="said">
        <Sentence text={explanation.headline} names={[explanation.account]} />
      </p>
      {cluster !== null && (
        <Facts
          of={[
            ["cluster", <ClusterLink key="cluster" id={cluster} />],
            ["campaign", campaign === null ? "none" : <ClusterLink key="campaign" id={campaign} />],
            ["score", <Bar key="score" share={explanation.score} as="score" />],
            ["strength of its ties", <Bar key="strength" share={explanation.strength} as="score" />],
            ["redundancy: independent ties", count(explanation.redundancy)],
            ["independent kinds of evidence", count(explanation.kinds)],
          ]}
        />
      )}
      {near.length > 0 && (
        <p>
          It used things on which these clusters rest, without being a member: <ClusterLinks ids={near} />
        </p>
      )}
    </>
  );
}
