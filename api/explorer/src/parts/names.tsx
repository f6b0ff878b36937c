/** Links to accounts, clusters and identifiers. Their names may hold any characters in any direction. */

import { href } from "../route.ts";
import { CopyButton } from "./copy-button.tsx";
import { kindWords } from "./kind-words.ts";

export function AccountLink({ id }: { id: string }) {
  return (
    <a class="value" href={href("account", id)} title={id}>
      <bdi>{id}</bdi>
    </a>
  );
}

export function ClusterLink({ id }: { id: string }) {
  return (
    <a class="value" href={href("cluster", id)}>
      <bdi>{id}</bdi>
    </a>
  );
}

export function ClusterLinks({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return <span class="quiet-text">none</span>;
  return ids.map((id, place) => (
    <span key={id}>
      {place > 0 && ", "}
      <ClusterLink id={id} />
    </span>
  ));
}

interface Named {
  /** Its kind, or its label in the graph. */
  kind: string;
  reference: string;
  /** Whether its reference can be copied where it stands. */
  copy?: boolean;
}

/** An identifier by its kind and the beginning of its reference. */
export function IdentifierChip({ kind, reference, copy = true }: Named) {
  const words = kindWords(kind);
  return (
    <span class="chip">
      <a href={href("identifier", reference)} title={reference}>
        <span class="kind">{words}</span> <span class="mono">{reference.slice(0, 8)}</span>
      </a>
      {copy && <CopyButton text={reference} of={`the reference of ${words} ${reference.slice(0, 8)}`} />}
    </span>
  );
}

/** A value of unknown length and direction, cut to its place; the whole of it is in its title. */
export function Value({ text }: { text: string }) {
  return (
    <bdi class="value" title={text}>
      {text}
    </bdi>
  );
}
