/** The API key: kept for this tab alone, sent with each request, asked for when the server wants one. */

import { ofTab } from "./storage.ts";

const NAME = "linkage.api-key";

/** Shows a person that a key is wanted, and whether the last one was refused; null where none is given. */
type Asker = (refused: boolean) => Promise<string | null>;

let asker: Asker = () => Promise.resolve(null);
let asking: Promise<string | null> | null = null;

export function askForKeyWith(given: Asker): void {
  asker = given;
}

/** Fetch with the key; on a 401 ask for another until the server takes it or nobody gives one. */
export async function fetchWithKey(request: Request): Promise<Response> {
  for (;;) {
    const used = ofTab.get(NAME);
    const answer = await fetch(signed(request.clone(), used));
    if (answer.status !== 401 || !(await isAnotherGiven(used))) return answer;
  }
}

function signed(request: Request, key: string | null): Request {
  if (key !== null) request.headers.set("Authorization", `Bearer ${key}`);
  return request;
}

/** Many requests may be refused at once: they share one question. */
async function isAnotherGiven(used: string | null): Promise<boolean> {
  if (ofTab.get(NAME) !== used) return true;
  asking ??= asker(used !== null).finally(() => {
    asking = null;
  });
  const given = await asking;
  if (given === null) return false;
  ofTab.set(NAME, given);
  return true;
}
