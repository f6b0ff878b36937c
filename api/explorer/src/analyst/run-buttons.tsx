import type { Asking } from "./use-asking.ts";

/** Run what is there, or stop waiting for it. Neither is disabled: the one that was pressed keeps the focus. */
export function RunButtons({ asking }: { asking: Asking }) {
  const isAsked = asking.standing.state === "asked";
  return (
    <div class="fields">
      <button type="submit" aria-disabled={isAsked} onClick={(event) => isAsked && event.preventDefault()}>
        Run
      </button>
      <button type="button" aria-disabled={!isAsked} onClick={() => isAsked && asking.cancel()}>
        Cancel
      </button>
    </div>
  );
}
