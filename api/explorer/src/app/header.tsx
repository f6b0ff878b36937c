/** The head of every view: where one can go, the search, and what can be set. */

import { href, type View } from "../route.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import { SearchBox } from "./search-box.tsx";
import { SkipLink } from "./skip-link.tsx";
import { ThemeChoice } from "./theme-choice.tsx";

const VIEWS = [
  ["inbox", "Inbox"],
  ["compare", "Compare"],
  ["analyst", "Analyst"],
  ["quality", "Quality"],
  ["calibration", "Calibration"],
  ["runs", "Runs"],
] as const;

export function Header({ view }: { view: View }) {
  return (
    <header class="head">
      <SkipLink />
      <a class="name" href={href("inbox")}>
        Account linkage
      </a>
      <nav aria-label="Views">
        <ul>
          {VIEWS.map(([name, words]) => (
            <li key={name}>
              <a href={href(name)} aria-current={name === view ? "page" : undefined}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <SearchBox />
      <div class="settings">
        <KeysDialog />
        <ThemeChoice />
      </div>
    </header>
  );
}
