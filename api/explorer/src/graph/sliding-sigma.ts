/**
 * Sigma for browsers without a graphics card, in which drawing takes longer than a frame: while the camera moves, what
 * is drawn is moved as a whole, as maps are, and it is drawn anew where the camera rests or has gone far.
 */

import type { Attributes } from "graphology-types";
import Sigma from "sigma";
import type { CameraState, PrimitivesDeclaration } from "sigma/types";
import { isSoftware } from "./webgl.ts";

/** How far the picture may be moved, in parts of its width, and grown or shrunk, in times of its size. */
const FAR = { shift: 0.4, growth: 2.5 };
/** Milliseconds from drawing to drawing while the camera goes far without rest. */
const PATIENCE = 300;

export class SlidingSigma<
  N extends Attributes,
  E extends Attributes,
  G extends Attributes,
  NS,
  ES,
  GS,
  const P extends PrimitivesDeclaration,
> extends Sigma<N, E, G, NS, ES, GS, P> {
  // Sigma's constructor draws already, before fields of this class could be set.
  declare private drawn: { camera: CameraState; time: number } | undefined;
  declare private slides: boolean | undefined;

  /** Slide from now on, where there is no graphics card. */
  slideWhereSlow(): void {
    this.slides = isSoftware(this.getWebGLContext());
    this.on("afterRender", () => {
      this.drawn = { camera: this.getCamera().getState(), time: performance.now() };
      this.canvas.style.transform = "";
    });
  }

  /** Draw with the next frame; while the camera is elsewhere than what was drawn, move that instead. */
  override scheduleRender(): this {
    if (!this.isAway()) return super.scheduleRender();
    const { growth, shift } = this.slid();
    this.canvas.style.transform = `translate(${shift.x}px, ${shift.y}px) scale(${growth})`;
    const far =
      Math.max(growth, 1 / growth) > FAR.growth ||
      Math.hypot(shift.x, shift.y) > FAR.shift * this.getDimensions().width;
    if (far && performance.now() - (this.drawn?.time ?? 0) > PATIENCE) super.scheduleRender();
    return this;
  }

  /** Draw what is there with the next frame, wherever the camera is. */
  settle(): void {
    super.scheduleRender();
  }

  /** Draw at once where the camera is elsewhere than what was drawn: what is under the mouse is to be what is seen there. */
  settleNow(): void {
    if (this.isAway()) this.refresh();
  }

  private isAway(): boolean {
    if (!this.slides || !this.drawn) return false;
    const { x, y, ratio } = this.drawn.camera;
    const now = this.getCamera();
    return x !== now.x || y !== now.y || ratio !== now.ratio;
  }

  private get canvas(): HTMLCanvasElement {
    return this.getWebGLContext().canvas as HTMLCanvasElement;
  }

  /** How what was drawn has to be grown and shifted, in pixels, to lie where the camera sees it now. */
  private slid(): { growth: number; shift: { x: number; y: number } } {
    const [corner, opposite] = [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ];
    const before = this.drawn ? { cameraState: this.drawn.camera } : {};
    const [from, fromOpposite] = [
      this.framedGraphToViewport(corner, before),
      this.framedGraphToViewport(opposite, before),
    ];
    const [to, toOpposite] = [this.framedGraphToViewport(corner), this.framedGraphToViewport(opposite)];
    const growth = (toOpposite.x - to.x) / (fromOpposite.x - from.x);
    return { growth, shift: { x: to.x - growth * from.x, y: to.y - growth * from.y } };
  }
}
