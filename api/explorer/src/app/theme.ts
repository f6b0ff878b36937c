/** Dark, light, or as the system is; the choice is kept, and the page always says which of the two it is. */

import { ofBrowser } from "../api/storage.ts";

export type Choice = "system" | "dark" | "light";

const NAME = "linkage.theme";
const CHOICES: readonly Choice[] = ["system", "dark", "light"];
const dark = window.matchMedia("(prefers-color-scheme: dark)");

export function chosenTheme(): Choice {
  const stored = ofBrowser.get(NAME);
  return CHOICES.find((choice) => choice === stored) ?? "system";
}

export function chooseTheme(choice: Choice): void {
  ofBrowser.set(NAME, choice);
  applyTheme();
}

export function applyTheme(): void {
  const choice = chosenTheme();
  const theme = choice === "system" ? (dark.matches ? "dark" : "light") : choice;
  document.documentElement.dataset.theme = theme;
}

export function followSystemTheme(): void {
  dark.addEventListener("change", applyTheme);
}
