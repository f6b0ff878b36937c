/** Of an account in no cluster most is never looked at, so that nothing found there is no finding. */

import type { Explanation } from "../api/types.ts";

const NOT_LOOKED_AT = "It is in no cluster, so this was not looked at.";

/** What a panel about a member says where it has nothing to show: that it was not looked at, or else what was found. */
export function nothing({ cluster }: Explanation, found: string): string {
  return cluster === null ? NOT_LOOKED_AT : found;
}
