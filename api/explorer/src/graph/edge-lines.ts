/**
 * All edges of a picture as plain lines. Sigma's own edges can be curved, dashed and headed, which costs several times
 * as much for every pixel: where there is no graphics card a few hundred of them cannot be moved smoothly.
 */

import { GLSL_READ_NODE_DATA, type NodeDataTexture, Program, type ProgramType } from "sigma/rendering";
import type { RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { type PictureEdge, widthOf } from "./picture.ts";

type ProgramInfo = Parameters<InstanceType<ProgramType>["setUniforms"]>[1];

const VERTEX = `#version 300 es
in vec2 a_corner;
in vec3 a_line;
in vec4 a_color;
in float a_opacity;
uniform mat3 u_matrix;
uniform vec2 u_size;
uniform float u_sizeRatio;
uniform sampler2D u_nodes;
uniform int u_nodesWidth;
out vec4 v_color;
out float v_aside;
out float v_half;
${GLSL_READ_NODE_DATA}
vec2 at(float index) {
  return (u_matrix * vec3(readNodeData(u_nodes, u_nodesWidth, int(index)).xy, 1.0)).xy * u_size * 0.5;
}
void main() {
  vec2 source = at(a_line.x);
  vec2 target = at(a_line.y);
  vec2 along = target - source;
  vec2 aside = vec2(-along.y, along.x) / max(length(along), 0.001);
  v_half = max(a_line.z / u_sizeRatio, 1.0) * 0.5;
  v_aside = a_corner.y * (v_half + 0.5);
  vec2 place = mix(source, target, a_corner.x) + aside * v_aside;
  gl_Position = vec4(place * 2.0 / u_size, 0.0, 1.0);
  v_color = vec4(a_color.rgb, 1.0) * a_opacity;
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec4 v_color;
in float v_aside;
in float v_half;
out vec4 color;
void main() {
  color = v_color * clamp(v_half + 0.5 - abs(v_aside), 0.0, 1.0);
}`;

const UNIFORMS = ["u_matrix", "u_size", "u_sizeRatio", "u_nodes", "u_nodesWidth"] as const;
const FLOATS = 5;

export interface Line {
  readonly edge: PictureEdge;
  readonly colour: string;
  /** In [0, 1]. */
  readonly opacity: number;
}

export class EdgeLines extends Program<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGL2RenderingContext;
    return {
      VERTICES: 4,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLE_STRIP,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_line", size: 3, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_opacity", size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [0, -1],
        [0, 1],
        [1, -1],
        [1, 1],
      ],
    };
  }

  override render(params: RenderParams): void {
    super.render(params, 0, this.capacity);
  }

  /** Draw these lines from now on, the most important last, upon the others; `nodes` knows where their ends are. */
  draw(lines: readonly Line[], nodes: NodeDataTexture): void {
    this.reallocate(lines.length);
    lines.forEach(({ edge, colour, opacity }, number) => {
      const place = number * FLOATS;
      this.floats[place] = nodes.getIndex(edge.source);
      this.floats[place + 1] = nodes.getIndex(edge.target);
      this.floats[place + 2] = widthOf(edge);
      this.floats[place + 3] = floatColor(colour);
      this.floats[place + 4] = opacity;
    });
    this.invalidateBuffers();
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    const places = uniformLocations as Record<string, WebGLUniformLocation>;
    const place = (name: (typeof UNIFORMS)[number]) => places[name] ?? null;
    gl.uniformMatrix3fv(place("u_matrix"), false, params.matrix);
    gl.uniform2f(place("u_size"), params.width * params.pixelRatio, params.height * params.pixelRatio);
    gl.uniform1f(place("u_sizeRatio"), params.sizeRatio / params.pixelRatio);
    gl.uniform1i(place("u_nodes"), params.nodeDataTextureUnit);
    gl.uniform1i(place("u_nodesWidth"), params.nodeDataTextureWidth);
  }
}
