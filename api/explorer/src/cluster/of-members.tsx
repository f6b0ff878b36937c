/** What is asked of the members of a cluster: not before it is there, and not of a retired one, which has none. */

import type { ComponentChildren } from "preact";
import type { Cluster } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Panel } from "../parts/panel.tsx";

interface Props {
  cluster: Answer<Cluster>;
  /** Of the panel that the children are, and the height that it keeps free. */
  title: string;
  reserve: number;
  children: (cluster: Cluster) => ComponentChildren;
}

export function OfMembers({ cluster, title, reserve, children }: Props): ComponentChildren {
  if (cluster.state === "there" && cluster.value.retired_at === null) return children(cluster.value);
  return (
    <Panel title={title} answer={cluster} reserve={reserve} empty={() => "It is retired: it has no members any more."}>
      {() => null}
    </Panel>
  );
}
