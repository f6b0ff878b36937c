/** What sigma draws upon a node's fill: the flagged share as a level that rises from below, and a rim. */

import type { FragmentLayer } from "sigma/rendering";

const GLSL = `
vec4 layer_level(float v_level, vec4 v_levelColor, float v_rim, vec4 v_rimColor) {
  if (v_rim > 0.0 && context.sdf > -v_rim * context.pixelToUV) return v_rimColor;
  bool below = context.uv.y < (2.0 * v_level - 1.0) * context.shapeSize;
  return v_level > 0.0 && below ? v_levelColor : vec4(0.0);
}
`;

/** The variables a node's style sets for it. */
export const LEVEL_VARIABLES = {
  level: { type: "number", default: 0 },
  levelColor: { type: "color", default: "#000" },
  rim: { type: "number", default: 0 },
  rimColor: { type: "color", default: "#000" },
} as const;

export function layerLevel(): FragmentLayer {
  const { FLOAT, UNSIGNED_BYTE } = WebGL2RenderingContext;
  const number = (name: string) => ({ name, size: 1 as const, type: FLOAT, source: name });
  const colour = (name: string) => ({ name, size: 4 as const, type: UNSIGNED_BYTE, normalized: true, source: name });
  return {
    name: "level",
    uniforms: [],
    attributes: [number("level"), colour("levelColor"), number("rim"), colour("rimColor")],
    glsl: GLSL,
  };
}
