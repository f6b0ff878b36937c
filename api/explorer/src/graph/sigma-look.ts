/** How sigma draws a picture: shapes, colours, sizes and labels, from the page's theme. */

import type { MultiGraph } from "graphology";
import { layerFill, pathLine, sdfCircle, sdfDiamond, sdfSquare } from "sigma/rendering";
import type { SigmaOptions } from "sigma/types";
import { captionOf } from "./caption.ts";
import { FAR } from "./focus.ts";
import { GAP, growthAt, type Side } from "./labels.ts";
import { LEVEL_VARIABLES, layerLevel } from "./level-layer.ts";
import { type PictureNode, radiusOf } from "./picture.ts";
import { SlidingSigma } from "./sliding-sigma.ts";
import { colourOf, type Theme } from "./theme.ts";

export interface DrawnNode {
  x: number;
  y: number;
  node: PictureNode;
  [attribute: string]: unknown;
}

export interface DrawnEdge {
  caption: string;
  [attribute: string]: unknown;
}

/** What the drawing knows of a node besides where the mouse is. */
export interface NodeStanding {
  /** It is selected, or a neighbour of the selected one. */
  isNear: boolean;
  /** On which side there is room for its label; null where there is none. */
  side: Side | null;
}

const FONT = "system-ui, sans-serif";

function primitives(theme: Theme) {
  return {
    nodes: {
      shapes: [sdfCircle(), sdfSquare(), sdfDiamond()],
      variables: LEVEL_VARIABLES,
      layers: [layerFill(), layerLevel()],
      label: { font: { family: FONT, size: 12 }, margin: GAP },
    },
    edges: {
      // Straight lines only: with sigma's loop beside them every edge takes 66 corners, and software drawing crawls.
      paths: [pathLine()],
      label: { textBorder: { width: 4, color: theme.ground }, fontSizeMode: "fixed" },
    },
  } as const;
}

type Unused = Record<never, never>;
type Look = SigmaOptions<DrawnNode, DrawnEdge, Unused, NodeStanding, Unused, Unused, ReturnType<typeof primitives>>;

export type Renderer = ReturnType<typeof startSigma>;

export function startSigma(graph: MultiGraph<DrawnNode, DrawnEdge, Unused>, stage: HTMLElement, theme: Theme) {
  return new SlidingSigma(graph, stage, lookOf(theme));
}

function lookOf(theme: Theme): Look {
  return {
    primitives: primitives(theme),
    customNodeState: { isNear: false, side: null },
    styles: { nodes: nodeStyle(theme), edges: edgeStyle(theme) },
    settings: {
      itemSizesReference: "screen",
      renderEdgeLabels: true,
      pickingDownSizingRatio: 4,
      nodePickingPadding: 3,
      enableCameraRotation: false,
      zoomToSizeRatioFunction: (ratio) => 1 / growthAt(1 / ratio),
      minCameraRatio: 0.04,
      maxCameraRatio: 3,
      stagePadding: 48,
    },
  };
}

type Styles = NonNullable<Look["styles"]>;

function nodeStyle(theme: Theme): NonNullable<Styles["nodes"]> {
  return {
    x: { attribute: "x" },
    y: { attribute: "y" },
    shape: ({ node }) => node.shape,
    size: ({ node }) => radiusOf(node),
    color: ({ node }) => colourOf(theme, node),
    opacity: (_, state, graph) => (graph.hasHighlighted && !state.isNear ? FAR : 1),
    level: ({ node }) => node.flaggedShare ?? 0,
    levelColor: theme.flagged,
    rim: ({ node }, state) => (state.isHighlighted ? 3 : Number(node.canOpen) * 1.5),
    rimColor: (_, state) => (state.isHighlighted ? theme.focus : theme.text),
    label: ({ node }) => captionOf(node.label),
    labelColor: theme.text,
    labelSize: 12,
    labelBackgroundColor: theme.ground,
    labelBackgroundPadding: 1,
    labelVisibility: (_, state) => (state.side === null && !state.isHovered ? "hidden" : "visible"),
    labelPosition: (_, state) => state.side ?? "right",
    labelDepth: "topNodes",
    backdropVisibility: (_, state) => (state.isHovered ? "visible" : "hidden"),
    backdropColor: theme.ground,
    backdropBorderColor: theme.edge,
    backdropBorderWidth: 1,
    backdropShadowBlur: 0,
    cursor: "pointer",
  };
}

/** Edges are drawn by `EdgeLines`; sigma writes along them. */
function edgeStyle(theme: Theme): NonNullable<Styles["edges"]> {
  return {
    path: "straight",
    selfLoopPath: "straight",
    parallelPath: "straight",
    size: 1,
    color: "transparent",
    label: { attribute: "caption" },
    labelColor: theme.text,
    labelSize: 11,
    labelVisibility: "visible",
    labelDepth: "topEdges",
  };
}
