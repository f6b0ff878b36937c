/** What shapes and colours mean, and which kinds are shown. */

import { kindWords } from "../parts/kind-words.ts";
import { counted, count as countOf } from "../parts/numbers.ts";
import { legendOf } from "./legend-entries.ts";
import { Mark } from "./mark.tsx";
import type { Picture } from "./picture.ts";

interface Props {
  picture: Picture;
  hidden: ReadonlySet<string>;
  onHide(hidden: ReadonlySet<string>): void;
}

export function Legend({ picture, hidden, onHide }: Props) {
  const toggle = (kind: string, isShown: boolean): void => {
    const kept = [...hidden].filter((one) => one !== kind);
    onHide(new Set(isShown ? kept : [...kept, kind]));
  };
  return (
    <div class="graph-legend">
      <fieldset>
        <legend>Show</legend>
        {legendOf(picture).map(({ kind, shape, count }) =>
          shape === "circle" ? (
            <span key={kind}>
              <Mark shape={shape} kind={kind} />
              {counted(count, kindWords(kind))}
            </span>
          ) : (
            <label key={kind}>
              <input
                type="checkbox"
                checked={!hidden.has(kind)}
                onChange={(event) => toggle(kind, event.currentTarget.checked)}
              />
              <Mark shape={shape} kind={kind} />
              {kindWords(kind)} ({countOf(count)})
            </label>
          ),
        )}
      </fieldset>
      <Key picture={picture} />
    </div>
  );
}

function Key({ picture }: { picture: Picture }) {
  const hasShare = picture.nodes.some((node) => node.flaggedShare !== null);
  const canOpen = picture.nodes.some((node) => node.canOpen);
  const hasHub = picture.nodes.some((node) => node.hub);
  return (
    <ul class="graph-key">
      {hasShare && (
        <li>
          <span class="graph-mark graph-mark-circle graph-mark-level" aria-hidden="true" /> filled from below: the
          flagged share
        </li>
      )}
      {canOpen && (
        <li>
          <span class="graph-mark graph-mark-circle graph-mark-rim" aria-hidden="true" /> rim: a group that can be
          opened
        </li>
      )}
      {hasHub && (
        <li>
          <span class="graph-mark graph-mark-diamond graph-mark-hub" aria-hidden="true" /> diamond: a hub, used by 2 %
          of the cluster or more, in three groups or more
        </li>
      )}
      {canOpen && <li>size: how many it stands for; of a hub, how many use it</li>}
    </ul>
  );
}
