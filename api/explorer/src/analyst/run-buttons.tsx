import type { Asking } from "./use-asking.ts";

/** Run what is there, or stop waiting for it. */
export function RunButtons({ asking }: { asking: Asking }) {
  const isAsked = asking.standing.state === "asked";
  return (
    <div class="fields">
      <button type="submit" disabled={isAsked}>
        Run
      </button>
      <button type="button" disabled={!isAsked} onClick={() => asking.cancel()}>
        Cancel
      </button>
    </div>
  );
}
