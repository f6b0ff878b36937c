/** What each kind of identifier is worth in these data: how certain, how often it collides, changes hands, is a hub. */

import { getQuality } from "../api/read.ts";
import type { KindQuality } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import { counted } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { Title } from "../parts/title.tsx";
import { Certainties } from "./certainties.tsx";
import { Hubs } from "./hubs.tsx";
import { Kinds } from "./kinds.tsx";

/** What the report is made from: who used what, of all accounts. */
const USES = { name: "export_uses", params: { after: "", until: "\u{10ffff}" } };

export function Quality() {
  const answer = useAnswer("quality", getQuality);
  return (
    <div class="view">
      <Title name="Identifier quality" />
      <p class="quiet-text">
        A kind that is often shared by chance says little: a high bar under “say nothing” means that it collides. Read
        from the whole store; the first time after a run this takes a while.
      </p>
      <Panel
        title="The kinds"
        answer={answer}
        reserve={28}
        cypher={USES}
        note={
          answer.state === "there" &&
          `${counted(answer.value.accounts, "account")}; ${weights(answer.value.calibration)}`
        }
      >
        {({ kinds }) => <Kinds kinds={kinds} />}
      </Panel>
      <Panel
        title="Certainty by number of users, on average"
        note="how likely two users of one identifier belong together, and how often an independent kind agrees"
        answer={answer}
        reserve={40}
        cypher={USES}
        empty={({ kinds }) => kinds.every(isUnshared) && "Nothing is shared in these data."}
      >
        {({ kinds }) => <Certainties kinds={kinds.filter((kind) => !isUnshared(kind))} />}
      </Panel>
      <Panel
        title="Hubs"
        note="leases of eight accounts or more, and a guess at what they are; no weight depends on it"
        answer={answer}
        reserve={20}
        cypher={USES}
        empty={({ kinds }) => kinds.every((kind) => kind.hubs.length === 0) && "There are no hubs."}
      >
        {({ kinds }) => <Hubs kinds={kinds} />}
      </Panel>
    </div>
  );
}

function isUnshared(kind: KindQuality): boolean {
  return kind.sizes.length === 0;
}

function weights(calibration: string): string {
  return calibration === "held" ? "weights of the latest run" : "weights learnt for this report: no run has left any";
}
