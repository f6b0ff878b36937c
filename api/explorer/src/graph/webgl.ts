/** How this browser draws: not at all, in software, or on a graphics card. */

export type Hand = "none" | "software" | "card";

export function drawingHand(): Hand {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return "none";
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const name = names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : "";
  // Browsers allow a page few contexts: this one is not waited for to be collected.
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|softpipe|software/i.test(name) ? "software" : "card";
}
