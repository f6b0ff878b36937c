/** Files that a browser saves. */

/** Browsers begin to read a file only after the click. */
const READ_BY_MS = 1000;
const LONGEST = 100;

/** Save a file under a name that every system takes. */
export function save(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_BY_MS);
}

/** The name in plain letters, its ending kept: it may hold the id of an account, of any length and direction. */
export function fileName(name: string): string {
  const tame = name.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^\.+/, "");
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(tame)?.[0] ?? "";
  return tame.slice(0, tame.length - ending.length).slice(0, LONGEST - ending.length) + ending;
}
