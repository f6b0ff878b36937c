/** One account: its place, why it is there, what speaks against, what it used and when. */

import { getAccount, getExplanation, listClustersOfAccount } from "../api/read.ts";
import { useAnswer } from "../app/answer.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { WhenThere } from "../parts/panel.tsx";
import { Title } from "../parts/title.tsx";
import { Verdict } from "../parts/verdict.tsx";
import "./account.css";
import { Behaviour } from "./behaviour.tsx";
import { Clusters } from "./clusters.tsx";
import { DoesNotCount } from "./does-not-count.tsx";
import { ForCluster } from "./for-cluster.tsx";
import { History } from "./history.tsx";
import { Identifiers } from "./identifiers.tsx";
import { Properties } from "./properties.tsx";
import { SpeaksAgainst } from "./speaks-against.tsx";
import { Standing } from "./standing.tsx";
import { Ties } from "./ties.tsx";
import { WouldChange } from "./would-change.tsx";

export function Account({ id }: { id: string }) {
  const account = useAnswer(`account ${id}`, (signal) => getAccount(id, signal));
  const explanation = useAnswer(`explanation ${id}`, (signal) => getExplanation(id, signal));
  const clusters = useAnswer(`clusters of ${id}`, (signal) => listClustersOfAccount(id, signal));
  // Where one of the two is there, the other shows in its own panel why it is not.
  const isUnknown = account.state === "failed" && explanation.state === "failed";
  return (
    <div class="view">
      <Title
        name={`Account ${id}`}
        aside={
          <>
            {explanation.state === "there" && explanation.value.cluster !== null && (
              <Verdict verdict={explanation.value.verdict} />
            )}
            <CopyButton text={id} of="the account's id" />
          </>
        }
      >
        Account <bdi>{id}</bdi>
      </Title>
      <div class="standing" aria-busy={explanation.state === "awaited"}>
        <WhenThere answer={explanation}>{(value) => <Standing explanation={value} />}</WhenThere>
      </div>
      {!isUnknown && (
        <>
          <Ties id={id} answer={explanation} />
          <div class="columns">
            <SpeaksAgainst id={id} answer={explanation} />
            <WouldChange id={id} answer={explanation} />
          </div>
          <div class="columns">
            <Behaviour id={id} answer={explanation} />
            <ForCluster id={id} answer={explanation} />
          </div>
          <div class="columns">
            <Clusters id={id} answer={clusters} />
            <Properties id={id} answer={account} />
          </div>
          <DoesNotCount id={id} answer={explanation} />
          <Identifiers id={id} />
          <History id={id} />
        </>
      )}
    </div>
  );
}
