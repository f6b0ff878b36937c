/** Where announcements are read out from. */

import { useEffect, useState } from "preact/hooks";
import { onAnnouncement } from "./announce.ts";

/** A text is read out only where the region changes: it is emptied for so long, as the same one may be said twice. */
const EMPTY_MS = 50;

export function LiveRegion() {
  const [text, setText] = useState("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    onAnnouncement((announced) => {
      clearTimeout(timer);
      setText("");
      timer = setTimeout(() => setText(announced), EMPTY_MS);
    });
  }, []);
  return (
    <div class="unseen" aria-live="polite">
      {text}
    </div>
  );
}
