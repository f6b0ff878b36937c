/** Whether this browser draws WebGL, and whether it does so without a graphics card. */

export function hasWebGl(): boolean {
  return typeof WebGL2RenderingContext !== "undefined";
}

export function isSoftware(gl: WebGL2RenderingContext): boolean {
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const name = names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : "";
  return /swiftshader|llvmpipe|softpipe|software/i.test(name);
}
