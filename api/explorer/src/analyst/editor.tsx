/**
 * A Cypher editor. It stands in a shadow root: there its styles come as constructed style sheets, which the page's
 * policy lets in, while style elements made by a script are kept out.
 */

import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  /** What stands in it at first. */
  text: string;
  /** Whether the text was just put there, so that one may go on writing. */
  isGiven: boolean;
  onChange(text: string): void;
  /** What to put there of a text that is pasted. */
  onPaste(text: string): string;
  onRun(): void;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--series-1)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--series-4)" },
  { tag: [tags.number, tags.bool, tags.atom], color: "var(--series-5)" },
  { tag: tags.comment, color: "var(--quiet)" },
  { tag: [tags.variableName, tags.standard(tags.name)], color: "var(--series-6)" },
]);

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--surface)", border: "1px solid var(--edge)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", minHeight: "9rem", maxHeight: "24rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--raised)", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--chosen)",
  },
});

/**
 * Where text is typed over a coloured selection, the browser would keep its look in a style attribute, which the page's
 * policy forbids: replace the selection before the browser does.
 */
const typingOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { inputType, data, isComposing } = event;
    if (inputType !== "insertText" || !data || isComposing || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

export function Editor(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (place.current === null) return;
    const root = place.current.shadowRoot ?? place.current.attachShadow({ mode: "open" });
    const view = new EditorView({ root, parent: root, state: stateOf(latest) });
    if (latest.current.isGiven) view.focus();
    return () => view.destroy();
  }, []);
  return (
    <>
      <div class="analyst-editor" ref={place} />
      <p class="quiet-text">Ctrl and Enter runs it; Tab leaves the editor.</p>
    </>
  );
}

function stateOf(latest: { readonly current: Props }): EditorState {
  const run = () => {
    latest.current.onRun();
    return true;
  };
  return EditorState.create({
    doc: latest.current.text,
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
      minimalSetup,
      lineNumbers(),
      bracketMatching(),
      EditorView.lineWrapping,
      StreamLanguage.define(cypher),
      syntaxHighlighting(COLOURS),
      LOOK,
      typingOverSelection,
      EditorView.clipboardInputFilter.of((text) => latest.current.onPaste(text)),
      EditorView.contentAttributes.of({ "aria-label": "Cypher", "aria-multiline": "true" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) latest.current.onChange(update.state.doc.toString());
      }),
    ],
  });
}
