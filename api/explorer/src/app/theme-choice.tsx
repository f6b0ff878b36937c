/** The button that changes between the themes. */

import { useState } from "preact/hooks";
import { type Choice, chooseTheme, chosenTheme } from "./theme.ts";

const NEXT: Record<Choice, Choice> = { system: "dark", dark: "light", light: "system" };

export function ThemeChoice() {
  const [choice, setChoice] = useState(chosenTheme);
  const change = () => {
    chooseTheme(NEXT[choice]);
    setChoice(NEXT[choice]);
  };
  return (
    <button type="button" onClick={change} title={`Change to ${NEXT[choice]}`}>
      Theme: {choice}
    </button>
  );
}
