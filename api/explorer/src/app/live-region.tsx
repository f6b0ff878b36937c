import { useEffect, useState } from "preact/hooks";
import { onAnnouncement } from "./announce.ts";

/** Where announcements are read out from. */
export function LiveRegion() {
  const [text, setText] = useState("");
  useEffect(() => onAnnouncement(setText), []);
  return (
    <div class="unseen" aria-live="polite">
      {text}
    </div>
  );
}
