/** Texts that the browser keeps for the page; where it keeps none, they last as long as the page is open. */

interface Texts {
  get(name: string): string | null;
  set(name: string, text: string): void;
}

/** Kept until the tab is closed. */
export const ofTab = textsIn(() => sessionStorage);

/** Kept until somebody clears them. */
export const ofBrowser = textsIn(() => localStorage);

/** Texts in a storage. One that is blocked throws as soon as it is touched, one that is full when it is written to. */
export function textsIn(storage: () => Pick<Storage, "getItem" | "setItem">): Texts {
  const refused = new Map<string, string>();
  return {
    get(name) {
      try {
        return refused.get(name) ?? storage().getItem(name);
      } catch {
        return null;
      }
    },
    set(name, text) {
      try {
        storage().setItem(name, text);
        refused.delete(name);
      } catch {
        refused.set(name, text);
      }
    },
  };
}
