/** The graph of one cluster, whose groups of accounts and folds of identifiers can be opened and folded back. */

import { useCallback, useMemo, useRef } from "preact/hooks";
import { count } from "../parts/numbers.ts";
import { GraphView } from "./graph-view.tsx";
import { type Places, placesOf, spread } from "./layout.ts";
import { NO_PICTURE, type Picture } from "./picture.ts";
import { folded, nameOfOpened, pictureOf, type Quotient } from "./quotient.ts";
import { QuotientNodeWords } from "./quotient-node-words.tsx";

interface Props {
  clusterId: string;
  /** Null until it is first there. */
  quotient: Quotient | null;
  isAwaited: boolean;
  /** Ids of the nodes that are open. */
  open: readonly string[];
  onOpen(open: string[]): void;
  /** Null where there is no page of an account or identifier to go to. */
  onAccount: ((id: string) => void) | null;
  onIdentifier: ((ref: string) => void) | null;
}

export function QuotientGraph({ clusterId, quotient, isAwaited, open, onOpen, onAccount, onIdentifier }: Props) {
  const picture = useSettled(quotient);
  const nodes = useMemo(() => new Map(quotient?.nodes.map((node) => [node.id, node])), [quotient]);
  const activate = useCallback(
    (id: string, fold: boolean) => {
      const node = nodes.get(id);
      if (node?.can_open && !fold) onOpen([...open, id]);
      else if (node?.parent) onOpen(folded(open, node.parent));
    },
    [nodes, open, onOpen],
  );
  const opened = quotient ? open.map((id) => ({ id, name: nameOfOpened(quotient, id) })) : [];
  return (
    <GraphView
      picture={picture}
      name={`Graph of cluster ${clusterId}`}
      fileName={clusterId}
      isAwaited={isAwaited}
      onActivate={activate}
      about={({ id }) => {
        const node = nodes.get(id);
        if (!node) return null;
        return (
          <QuotientNodeWords node={node} onActivate={activate} onAccount={onAccount} onIdentifier={onIdentifier} />
        );
      }}
    >
      {quotient && <Whole quotient={quotient} />}
      <ul class="graph-neighbours">
        {opened.map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => onOpen(folded(open, id))}>
              Fold back {name ?? id}
            </button>
          </li>
        ))}
      </ul>
    </GraphView>
  );
}

function Whole({ quotient }: { quotient: Quotient }) {
  const { total, shown, uses } = quotient;
  if (total.accounts === 0) return <p>The cluster has no members any longer, so there is nothing to draw.</p>;
  return (
    <>
      <p>
        {count(total.accounts)} accounts and the {count(total.identifiers)} identifiers they share, in {count(uses)}{" "}
        uses. Accounts that use much the same things are one circle, identifiers of one kind that the same circles use
        are one square.
      </p>
      <p class="graph-quiet">
        {count(shown.accounts)} accounts and {count(shown.identifiers)} identifiers stand alone. Select a node to read
        what it is; select it again, or press Enter, to open it.
      </p>
    </>
  );
}

/** The picture with each node at its place; those of the picture before it keep theirs. */
function useSettled(quotient: Quotient | null): Picture {
  const before = useRef<{ clusterId: string; places: Places } | null>(null);
  return useMemo(() => {
    if (!quotient) return NO_PICTURE;
    const places = before.current?.clusterId === quotient.cluster_id ? before.current.places : undefined;
    const picture = spread(pictureOf(quotient), places);
    before.current = { clusterId: quotient.cluster_id, places: placesOf(picture) };
    return picture;
  }, [quotient]);
}
