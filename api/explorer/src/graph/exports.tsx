/** The graph as files. */

import { announce } from "../app/announce.ts";
import { save } from "../parts/save.ts";
import { edgesAsCsv, nodesAsCsv } from "./export-csv.ts";
import { asGraphml } from "./export-graphml.ts";
import { asPng } from "./export-png.ts";
import { asSvg } from "./export-svg.ts";
import type { Picture } from "./picture.ts";
import type { Theme } from "./theme.ts";

interface Props {
  picture: Picture;
  theme: Theme;
  title: string;
  /** The beginning of every file's name. */
  fileName: string;
}

export function Exports({ picture, theme, title, fileName }: Props) {
  const svg = (): string => asSvg(picture, theme, title);
  const files: [string, () => void][] = [
    ["SVG", () => save(`${fileName}.svg`, "image/svg+xml", svg())],
    ["PNG", () => void savePng(`${fileName}.png`, svg())],
    ["CSV of nodes", () => save(`${fileName}-nodes.csv`, "text/csv", nodesAsCsv(picture))],
    ["CSV of edges", () => save(`${fileName}-edges.csv`, "text/csv", edgesAsCsv(picture))],
    ["GraphML", () => save(`${fileName}.graphml`, "application/xml", asGraphml(picture))],
  ];
  return (
    <details class="graph-exports">
      <summary>Save as</summary>
      <ul>
        {files.map(([name, write]) => (
          <li key={name}>
            <button type="button" onClick={write}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

async function savePng(name: string, svg: string): Promise<void> {
  try {
    save(name, "image/png", await asPng(svg));
  } catch (thrown) {
    announce(`No picture was saved: ${String(thrown)}`);
  }
}
