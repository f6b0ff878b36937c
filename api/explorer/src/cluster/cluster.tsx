/** One cluster: the case at a glance, its graph, and its tables, each under its own tab. */

import { getCluster } from "../api/read.ts";
import type { Cluster as ClusterData } from "../api/types.ts";
import { type Answer, useAnswer } from "../app/answer.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { WhenThere } from "../parts/panel.tsx";
import { Title } from "../parts/title.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { href } from "../route.ts";
import { CaseTab } from "./case-tab.tsx";
import { GraphTab } from "./graph-tab.tsx";
import { Headline } from "./headline.tsx";
import { IdentifiersTab } from "./identifiers-tab.tsx";
import { InnocentsTab } from "./innocents-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { NewcomersTab } from "./newcomers-tab.tsx";
import "./cluster.css";

interface Props {
  id: string;
  query: URLSearchParams;
}

const TABS = [
  ["", "Case"],
  ["graph", "Graph"],
  ["members", "Members"],
  ["identifiers", "Identifiers"],
  ["innocents", "Innocents at risk"],
  ["new", "New on its infrastructure"],
] as const;

export function Cluster({ id, query }: Props) {
  const answer = useAnswer(`cluster ${id}`, (signal) => getCluster(id, signal));
  const tab = query.get("tab") ?? "";
  return (
    <div class="view">
      <Title
        name={`Cluster ${id}`}
        aside={
          <>
            {answer.state === "there" && <Verdict verdict={answer.value.verdict} />}
            <CopyButton text={id} of="the cluster's id" />
          </>
        }
      >
        Cluster <bdi>{id}</bdi>
      </Title>
      <div class="headline" aria-busy={answer.state === "awaited"}>
        <WhenThere answer={answer}>{(cluster) => <Headline cluster={cluster} />}</WhenThere>
      </div>
      {answer.state !== "failed" && (
        <>
          <Tabs id={id} tab={tab} />
          <Tab tab={tab} id={id} query={query} cluster={answer} />
        </>
      )}
    </div>
  );
}

function Tabs({ id, tab }: { id: string; tab: string }) {
  return (
    <nav class="tabs" aria-label="Parts of the case">
      {TABS.map(([name, words]) => (
        <a key={name} href={href("cluster", id, { tab: name })} aria-current={name === tab ? "page" : undefined}>
          {words}
        </a>
      ))}
    </nav>
  );
}

function Tab({ tab, id, query, cluster }: Props & { tab: string; cluster: Answer<ClusterData> }) {
  switch (tab) {
    case "graph":
      return <GraphTab id={id} query={query} />;
    case "members":
      return <MembersTab id={id} query={query} cluster={cluster.state === "there" ? cluster.value : null} />;
    case "identifiers":
      return <IdentifiersTab id={id} />;
    case "innocents":
      return <InnocentsTab id={id} cluster={cluster} />;
    case "new":
      return <NewcomersTab id={id} query={query} cluster={cluster} />;
    default:
      return <CaseTab id={id} query={query} cluster={cluster} />;
  }
}
