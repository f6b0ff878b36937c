/** The frame around every view, and which view it holds. */

import { Inbox } from "../inbox/inbox.tsx";
import { Title } from "../parts/title.tsx";
import { href, type Route } from "../route.ts";
import { Header } from "./header.tsx";
import { KeyDialog } from "./key-dialog.tsx";
import { late } from "./late.tsx";
import { LiveRegion } from "./live-region.tsx";
import { useRoute } from "./navigation.ts";

const Cluster = late(async () => (await import("../cluster/cluster.tsx")).Cluster);
const Account = late(async () => (await import("../account/account.tsx")).Account);
const Identifier = late(async () => (await import("../identifier/identifier.tsx")).Identifier);
const Compare = late(async () => (await import("../compare/compare.tsx")).Compare);
const Analyst = late(async () => (await import("../analyst/analyst.tsx")).Analyst);
const Quality = late(async () => (await import("../quality/quality.tsx")).Quality);
const Calibration = late(async () => (await import("../calibration/calibration.tsx")).Calibration);
const Runs = late(async () => (await import("../runs/runs.tsx")).Runs);
const Run = late(async () => (await import("../runs/run.tsx")).Run);

export function App() {
  const route = useRoute();
  return (
    <>
      <Header view={route.view} />
      <main tabIndex={-1}>
        <Shown key={`${route.view} ${route.id}`} route={route} />
      </main>
      <LiveRegion />
      <KeyDialog />
    </>
  );
}

function Shown({ route: { view, id, query } }: { route: Route }) {
  switch (view) {
    case "inbox":
      return <Inbox query={query} />;
    case "cluster":
      return <Cluster id={id} query={query} />;
    case "account":
      return <Account id={id} />;
    case "identifier":
      return <Identifier reference={id} />;
    case "compare":
      return <Compare query={query} />;
    case "analyst":
      return <Analyst query={query} />;
    case "quality":
      return <Quality />;
    case "calibration":
      return <Calibration query={query} />;
    case "runs":
      return <Runs />;
    case "run":
      return <Run id={id} />;
    case "unknown":
      return <Unknown />;
  }
}

function Unknown() {
  return (
    <div class="view">
      <Title name="There is no such view" />
      <p>
        Go to the <a href={href("inbox")}>inbox</a>, or search above.
      </p>
    </div>
  );
}
