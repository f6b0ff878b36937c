/** Whether keys belong to what has the focus, a field or a dialog, so that no letter may be a command of the page. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isField = target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
  // Of what stands in a shadow root, the Cypher editor, only its host is seen from outside.
  return isField || target.shadowRoot !== null || target.isContentEditable || target.closest("dialog") !== null;
}
