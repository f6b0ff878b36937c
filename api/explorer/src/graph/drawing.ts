/** A picture on the screen: sigma draws it, and says what is pointed at. */

import { MultiGraph } from "graphology";
import type Sigma from "sigma";
import type { CameraState } from "sigma/types";
import { animateNodes } from "sigma/utils";
import type { Place } from "./cells.ts";
import { EdgeLines } from "./edge-lines.ts";
import { captionsOfEdges, type Focus, linesOf } from "./focus.ts";
import { labelsWithRoom, type View } from "./labels.ts";
import { ASPECT } from "./layout.ts";
import { around, NO_PICTURE, type Picture, type PictureEdge } from "./picture.ts";
import { edgeAt } from "./pointed-edge.ts";
import { type DrawnEdge, type DrawnNode, type Renderer, startSigma } from "./sigma-look.ts";
import type { Theme } from "./theme.ts";

export interface Pointing {
  /** A node was clicked, or none. */
  select(id: string | null): void;
  /** The selected node was clicked again, or one was clicked twice. */
  activate(id: string): void;
}

const WHOLE = { x: [-ASPECT, ASPECT], y: [-1, 1] } satisfies Record<string, [number, number]>;
const MOTION = { duration: 350 };
const AT_ONCE = { duration: 1 };
/** Milliseconds after the last movement until the graph is taken to rest, and labels are chosen anew. */
const REST = 120;

export class Drawing {
  readonly #sigma: Renderer;
  readonly #theme: Theme;
  readonly #motion = matchMedia("(prefers-reduced-motion: no-preference)");
  readonly #ended = new AbortController();
  #lines: EdgeLines | null = null;
  #picture: Picture = NO_PICTURE;
  #focus: Focus = { selected: null, pointed: null, room: new Map() };
  #stopMoving: () => void = () => {};
  #isMoving = false;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(stage: HTMLElement, theme: Theme, pointing: Pointing) {
    this.#theme = theme;
    this.#sigma = startSigma(new MultiGraph<DrawnNode, DrawnEdge>(), stage, theme);
    if (!this.#motion.matches) this.#sigma.setSettings({ zoomDuration: 1, inertiaDuration: 1 });
    this.#sigma.setCustomBBox(WHOLE);
    this.#sigma.addCustomLayerProgram("lines", "edges", (gl) => {
      // A program asks its renderer only how to log, for which it does not matter what kinds of nodes that draws.
      this.#lines = new EdgeLines(gl, null, this.#sigma as unknown as Sigma);
      return this.#lines;
    });
    this.#sigma.slideWhereSlow();
    this.#listen(pointing);
  }

  #listen(pointing: Pointing): void {
    // Sigma takes from what it has drawn what is under the mouse.
    const { signal } = this.#ended;
    this.#sigma
      .getContainer()
      .addEventListener("pointerdown", () => this.#sigma.settleNow(), { capture: true, signal });
    this.#sigma.on("clickStage", () => pointing.select(null));
    this.#sigma.on("clickNode", ({ node }) => {
      if (node === this.#focus.selected) pointing.activate(node);
      else pointing.select(node);
    });
    this.#sigma.on("doubleClickNode", (event) => event.preventSigmaDefault());
    this.#sigma.on("enterNode", () => this.#pointAt(null));
    this.#sigma.on("leaveNode", ({ event }) => this.#pointAt(event));
    this.#sigma.on("moveBody", ({ event }) => this.#pointAt(this.#isOnNode() ? null : event));
    this.#sigma.on("webglContextRestored", () => this.#focusOn({}));
    this.#sigma.on("resize", () => this.#restLater());
    this.#sigma.getCamera().on("updated", () => this.#restLater());
  }

  /** Draw the picture; what stays moves from where it was, what is new comes out of the node that was opened. */
  show(picture: Picture): void {
    this.#stopMoving();
    const before = new Map(this.#picture.nodes.map((node) => [node.id, node]));
    this.#picture = picture;
    const graph = this.#sigma.getGraph();
    graph.clear();
    const targets: Record<string, { x: number; y: number }> = {};
    for (const node of picture.nodes) {
      const from: Place = (this.#motion.matches && beginning(before, node)) || node;
      if (from.x !== node.x || from.y !== node.y) targets[node.id] = { x: node.x, y: node.y };
      graph.addNode(node.id, { node, x: from.x, y: from.y });
    }
    // Only what sigma has taken in has a place, to find the room for labels, and a number, to draw lines between.
    this.#sigma.refresh();
    if (Object.keys(targets).length > 0) this.#stopMoving = animateNodes(graph, targets, MOTION);
    this.select(this.#focus.selected);
  }

  /** Mark a node and its neighbours, or none. */
  select(id: string | null): void {
    const selected = this.#picture.nodes.some((node) => node.id === id) ? id : null;
    const near = new Set(selected === null ? [] : around(this.#picture, selected).nodes);
    for (const node of this.#picture.nodes) {
      this.#sigma.setNodeState(node.id, { isHighlighted: node.id === selected, isNear: near.has(node) });
    }
    this.#focus = { ...this.#focus, selected };
    this.#label();
    if (selected !== null) this.#bringIntoView(selected);
  }

  zoomIn(): void {
    void this.#sigma.getCamera().zoomIn(this.#pace());
  }

  zoomOut(): void {
    void this.#sigma.getCamera().zoomOut(this.#pace());
  }

  fit(): void {
    void this.#sigma.getCamera().reset(this.#pace());
  }

  /** Where the camera is, to go on from there in another drawing of the same picture. */
  get view(): CameraState {
    return this.#sigma.getCamera().getState();
  }

  set view(state: CameraState) {
    this.#sigma.getCamera().setState(state);
  }

  end(): void {
    this.#ended.abort();
    clearTimeout(this.#resting);
    this.#stopMoving();
    this.#sigma.kill();
  }

  /** Draw the lines anew, and give sigma those edges that are labelled: it writes along them, and draws nothing. */
  #focusOn(change: Partial<Focus>): void {
    this.#focus = { ...this.#focus, ...change };
    this.#write(new Map(captionsOfEdges(this.#picture, this.#focus)));
    this.#lines?.draw(linesOf(this.#picture, this.#focus, this.#theme), this.#sigma.getNodeDataTexture());
    this.#sigma.scheduleRender();
  }

  #write(captions: ReadonlyMap<PictureEdge, string>): void {
    const graph = this.#sigma.getGraph();
    const wanted = new Set([...captions.keys()].map((edge) => edge.id));
    for (const id of graph.edges()) if (!wanted.has(id)) graph.dropEdge(id);
    for (const [{ id, source, target }, caption] of captions) {
      if (graph.hasEdge(id)) graph.setEdgeAttribute(id, "caption", caption);
      else graph.addEdgeWithKey(id, source, target, { caption });
    }
  }

  #isOnNode(): boolean {
    return this.#picture.nodes.some(({ id }) => this.#sigma.getNodeState(id).isHovered);
  }

  /** Mark the edge at a point, or none. */
  #pointAt(point: Place | null): void {
    if (this.#isMoving) return;
    const pointed = (point && this.#edgeAt(point)?.id) ?? null;
    if (pointed !== this.#focus.pointed) this.#focusOn({ pointed });
  }

  #edgeAt(point: Place): PictureEdge | null {
    const places = new Map<string, Place>();
    for (const { id } of this.#picture.nodes) {
      const shown = this.#sigma.getNodeDisplayData(id);
      if (shown) places.set(id, this.#sigma.framedGraphToViewport(shown));
    }
    return edgeAt(point, this.#picture.edges, (id) => places.get(id));
  }

  #restLater(): void {
    this.#isMoving = true;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#rest(), REST);
  }

  #rest(): void {
    this.#isMoving = false;
    this.#label();
    this.#sigma.settle();
  }

  /** Choose the labels there is room for at this zoom. */
  #label(): void {
    const { selected } = this.#focus;
    const shown = selected === null ? this.#picture : around(this.#picture, selected);
    const room = labelsWithRoom(shown, this.#view());
    for (const { id } of this.#picture.nodes) this.#sigma.setNodeState(id, { side: room.nodes.get(id) ?? null });
    this.#focusOn({ room: room.edges });
  }

  #view(): View {
    const { width, height } = this.#sigma.getDimensions();
    const [corner, opposite] = [
      this.#sigma.viewportToGraph({ x: 0, y: height }),
      this.#sigma.viewportToGraph({ x: width, y: 0 }),
    ];
    const reach = { x: (opposite.x - corner.x) / 2, y: (opposite.y - corner.y) / 2 };
    const middle = { x: corner.x + reach.x, y: corner.y + reach.y };
    return {
      scale: width / 2 / reach.x,
      zoom: 1 / this.#sigma.getCamera().ratio,
      middle,
      reach,
      selected: this.#focus.selected,
    };
  }

  #pace(): { duration: number } {
    return this.#motion.matches ? MOTION : AT_ONCE;
  }

  /** Move the camera only where the node is outside of what is shown. */
  #bringIntoView(id: string): void {
    // What sigma says of a node's place is another thing until it has drawn it anew: the picture has it for certain.
    const node = this.#picture.nodes.find((one) => one.id === id);
    if (!node) return;
    const at = this.#sigma.graphToViewport(node);
    const { width, height } = this.#sigma.getDimensions();
    if (at.x > 0 && at.y > 0 && at.x < width && at.y < height) return;
    const { x, y } = this.#sigma.viewportToFramedGraph(at);
    void this.#sigma.getCamera().animate({ x, y }, this.#pace());
  }
}

function beginning(before: ReadonlyMap<string, Place>, node: { id: string; parent: string | null }): Place | undefined {
  return before.get(node.id) ?? before.get(node.parent ?? "");
}
