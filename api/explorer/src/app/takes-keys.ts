/** Whether keys belong to what has the focus, a field or a dialog, so that no letter may be a command of the page. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isField = target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
  return isField || target.isContentEditable || target.closest("dialog") !== null;
}
