/** A verdict in words, with a shape of its own for each. */

export function Verdict({ verdict }: { verdict: string }) {
  return (
    <span class={`verdict ${verdict}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <Shape verdict={verdict} />
      </svg>
      {verdict}
    </span>
  );
}

function Shape({ verdict }: { verdict: string }) {
  if (verdict === "flagged") return <path d="M5 0.5 9.7 9.3H0.3Z" fill="currentColor" />;
  if (verdict === "watch") return <path d="M5 0.2 9.8 5 5 9.8 0.2 5Z" fill="currentColor" />;
  return <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" stroke-width="1.5" />;
}
