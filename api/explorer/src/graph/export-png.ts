/** The graph as a PNG picture, drawn from its SVG, so that it shows the whole graph whatever is on the screen. */

import { SVG_HEIGHT, SVG_WIDTH } from "./export-svg.ts";

const SCALE = 2;

export async function asPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = SCALE * SVG_WIDTH;
    canvas.height = SCALE * SVG_HEIGHT;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("the browser has no room for the picture");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large to draw"))));
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
