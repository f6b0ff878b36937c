import type { QuotientNode } from "./quotient.ts";
import { sentencesOf } from "./words.ts";

interface Props {
  node: QuotientNode;
  onActivate(id: string, fold: boolean): void;
  onAccount: ((id: string) => void) | null;
  onIdentifier: ((ref: string) => void) | null;
}

/** What a node of a cluster's graph is, and what can be done with it. */
export function QuotientNodeWords({ node, onActivate, onAccount, onIdentifier }: Props) {
  const { account_id: accountId, ref } = node;
  return (
    <>
      {sentencesOf(node).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div class="graph-actions">
        {node.can_open && (
          <button type="button" onClick={() => onActivate(node.id, false)}>
            Open
          </button>
        )}
        {node.parent !== null && (
          <button type="button" onClick={() => onActivate(node.id, true)}>
            Fold back
          </button>
        )}
        {accountId !== null && onAccount && (
          <button type="button" onClick={() => onAccount(accountId)}>
            Go to the account
          </button>
        )}
        {ref !== null && onIdentifier && (
          <button type="button" onClick={() => onIdentifier(ref)}>
            Go to the identifier
          </button>
        )}
      </div>
    </>
  );
}
