/** The nodes and paths of an answer, drawn as a cluster's graph is. */

import { useMemo } from "preact/hooks";
import type { components } from "../api/schema.d.ts";
import { GraphView } from "../graph/graph-view.tsx";
import { spread } from "../graph/layout.ts";
import type { Picture, PictureNode } from "../graph/picture.ts";
import { kindWords } from "../parts/kind-words.ts";
import { href } from "../route.ts";

type AnswerGraph = components["schemas"]["AnswerGraph"];
type AnswerNode = components["schemas"]["AnswerNode"];

export function ResultGraph({ graph }: { graph: AnswerGraph }) {
  const picture = useMemo(() => spread(pictureOf(graph)), [graph]);
  return (
    <GraphView
      picture={picture}
      name="Graph of the answer"
      fileName="answer"
      isAwaited={false}
      onActivate={null}
      about={(node) => <About node={node} />}
    >
      {graph.truncated ? <p>There was more than can be read: only a part is drawn.</p> : null}
    </GraphView>
  );
}

/** What stands for an identifier in place of its value. */
const REFERENCE = /^[0-9a-f]{32}$/;

function About({ node }: { node: PictureNode }) {
  const name = String(node.data.name);
  const caption = String(node.data.caption);
  if (node.kind === "Account") return <a href={href("account", name)}>Open the account</a>;
  if (node.kind === "Cluster") return <a href={href("cluster", name)}>Open the cluster</a>;
  if (REFERENCE.test(caption)) return <a href={href("identifier", caption)}>Open the identifier</a>;
  return <p>{node.kind}</p>;
}

function pictureOf(graph: AnswerGraph): Picture {
  const around = (number: number) => (2 * Math.PI * number) / Math.max(graph.nodes.length, 1);
  return {
    nodes: graph.nodes.map((node, number) => drawn(node, around(number))),
    edges: graph.edges.map((edge, number) => ({
      id: String(number),
      source: edge.source,
      target: edge.target,
      kind: null,
      label: edge.type,
      uses: 1,
      data: { ...edge },
    })),
    isDirected: true,
  };
}

function drawn(node: AnswerNode, angle: number): PictureNode {
  return {
    id: node.id,
    shape: node.label === "Account" ? "circle" : "square",
    kind: node.label,
    label: REFERENCE.test(node.caption) ? `${kindWords(node.label)} ${node.caption.slice(0, 8)}…` : node.caption,
    count: 1,
    weight: 1,
    flaggedShare: null,
    hub: false,
    canOpen: false,
    parent: null,
    x: Math.cos(angle),
    y: Math.sin(angle),
    data: { ...node, name: node.id.slice(node.label.length + 1) },
  };
}
