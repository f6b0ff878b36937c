/** One cluster's graph, asked of the server each time another node is opened. */

import { useRef } from "preact/hooks";
import { api, dataOf } from "../api/client.ts";
import { useAnswer } from "../app/answer.ts";
import { late } from "../app/late.tsx";
import { ProblemBox } from "../parts/problem-box.tsx";
import type { Quotient } from "./quotient.ts";

/** What draws comes while the graph is asked for. */
const QuotientGraph = late(async () => (await import("./quotient-graph.tsx")).QuotientGraph);

interface Props {
  clusterId: string;
  /** Ids of the nodes that are open. */
  open: string[];
  onOpen(open: string[]): void;
  onAccount(id: string): void;
  onIdentifier(ref: string): void;
}

export function ClusterGraph({ clusterId, open, onOpen, onAccount, onIdentifier }: Props) {
  const answer = useAnswer(`graph ${clusterId} ${open.join(" ")}`, (signal) => read(clusterId, open, signal));
  const last = useRef<Quotient | null>(null);
  if (answer.state === "there") last.current = answer.value;
  // While a node is being opened, the graph stays as it was.
  const quotient = last.current?.cluster_id === clusterId ? last.current : null;
  return (
    <>
      {answer.state === "failed" && <ProblemBox problem={answer.problem} again={answer.again} />}
      <QuotientGraph
        clusterId={clusterId}
        quotient={quotient}
        isAwaited={answer.state === "awaited"}
        open={open}
        onOpen={onOpen}
        onAccount={onAccount}
        onIdentifier={onIdentifier}
      />
    </>
  );
}

function read(clusterId: string, open: string[], signal: AbortSignal): Promise<Quotient> {
  const params = { path: { cluster_id: clusterId }, query: { open } };
  return dataOf(api.GET("/v1/clusters/{cluster_id}/graph", { params, signal }));
}
