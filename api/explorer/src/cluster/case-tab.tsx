/** The case at a glance: why one actor and what speaks against, how it went, what it rests on, whom a ban could hit. */

import { getEvidence } from "../api/read.ts";
import type { Argument, Cluster } from "../api/types.ts";
import { type Answer, useAnswer } from "../app/answer.ts";
import { Arguments, greatestWeight } from "../parts/arguments.tsx";
import { Panel } from "../parts/panel.tsx";
import { Campaigns } from "./campaigns.tsx";
import { InnocentsInShort } from "./innocents-in-short.tsx";
import { Lineage } from "./lineage.tsx";
import { MostShared } from "./most-shared.tsx";
import { Timeline } from "./timeline.tsx";

interface Props {
  id: string;
  query: URLSearchParams;
  cluster: Answer<Cluster>;
}

export function CaseTab({ id, query, cluster }: Props) {
  return (
    <>
      <ForAndAgainst id={id} cluster={cluster} />
      <Timeline id={id} query={query} cluster={cluster} />
      <div class="columns">
        <MostShared id={id} />
        <InnocentsInShort id={id} cluster={cluster} />
      </div>
      <div class="columns">
        <Campaigns id={id} cluster={cluster} />
        <Lineage id={id} />
      </div>
    </>
  );
}

type Sides = { evidence: Argument[]; against: Argument[] };

function ForAndAgainst({ id, cluster }: Pick<Props, "id" | "cluster">) {
  const isCampaign = cluster.state === "there" && cluster.value.level === "campaign";
  const answer: Answer<Sides> = useAnswer(`evidence ${id}`, (signal) => getEvidence(id, signal));
  const cypher = { name: "get_cluster", params: { cluster: id } };
  return (
    <div class="columns">
      <Panel
        title="Why one actor"
        note="bars: weight in log-odds"
        answer={answer}
        reserve={15.5}
        cypher={cypher}
        empty={isCampaign ? ofOperator : noneFor}
      >
        {({ evidence, against }) => <Arguments list={evidence} side="for" most={greatestWeight(evidence, against)} />}
      </Panel>
      <Panel
        title="What speaks against"
        answer={answer}
        reserve={15.5}
        cypher={cypher}
        empty={isCampaign ? ofOperator : noneAgainst}
      >
        {({ evidence, against }) => (
          <Arguments list={against} side="against" most={greatestWeight(evidence, against)} />
        )}
      </Panel>
    </div>
  );
}

/** Operators are weighed as one actor; a campaign is a part of one. */
function ofOperator({ evidence, against }: Sides): string | false {
  return (
    evidence.length + against.length === 0 && "A campaign is not weighed by itself: see the operator it is part of."
  );
}

function noneFor({ evidence }: Sides): string | false {
  return evidence.length === 0 && "Nothing was found that ties it as a whole.";
}

function noneAgainst({ against }: Sides): string | false {
  return (
    against.length === 0 &&
    "Nothing was found that speaks against one actor. See also who looks honest in it, and which organisations it touches."
  );
}
