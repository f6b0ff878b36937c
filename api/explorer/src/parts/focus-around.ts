/** Give the focus to the part of the page around a button that goes away when it is pressed; else it would be lost. */
export function focusAround(button: HTMLElement): void {
  const around = button.closest<HTMLElement>("section, main");
  if (around === null) return;
  around.tabIndex = -1;
  around.focus({ preventScroll: true });
}
