/** The most certain path from one account to another over what accounts share. */

import { whyTied } from "../api/read.ts";
import type { Step, Why } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import { changeQuery } from "../app/navigation.ts";
import { Bar } from "../parts/bar.tsx";
import { Facts } from "../parts/facts.tsx";
import { AccountLink, IdentifierChip } from "../parts/names.tsx";
import { count } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { Sentence } from "../parts/sentence.tsx";
import { TimeSpan } from "../parts/time.tsx";

export function PathBetween({ accounts, query }: { accounts: string[]; query: URLSearchParams }) {
  const from = chosen(accounts, query.get("from"), 0);
  const to = chosen(accounts, query.get("to"), 1);
  const answer = useAnswer(`why ${JSON.stringify([from, to])}`, (signal) => whyTied(from, to, signal));
  return (
    <Panel
      title="The path between two"
      answer={answer}
      reserve={14}
      cypher={{
        name: "export_identifiers_by_accounts",
        params: { accounts: [from, to], shared_by: 1, after: "", limit: 2 },
      }}
      actions={
        <>
          <Choice
            label="from"
            accounts={accounts}
            value={from}
            onChange={(account) => changeQuery({ from: account })}
          />
          <Choice label="to" accounts={accounts} value={to} onChange={(account) => changeQuery({ to: account })} />
        </>
      }
    >
      {(why) => <Path why={why} />}
    </Panel>
  );
}

function chosen(accounts: readonly string[], asked: string | null, usual: number): string {
  return accounts.find((account) => account === asked) ?? accounts[usual] ?? "";
}

interface ChoiceProps {
  label: string;
  accounts: readonly string[];
  value: string;
  onChange(account: string): void;
}

function Choice({ label, accounts, value, onChange }: ChoiceProps) {
  return (
    <label class="path-choice">
      {label}{" "}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {accounts.map((account) => (
          <option key={account}>{account}</option>
        ))}
      </select>
    </label>
  );
}

function Path({ why }: { why: Why }) {
  return (
    <div class="sentences">
      <p>
        <Sentence text={why.headline} names={[why.account, why.other]} />
      </p>
      {why.steps.length > 0 && (
        <>
          <Facts
            of={[
              ["certainty of the whole path", <Bar key="whole" share={why.certainty} wide />],
              ["of the best that avoids its weakest step", <Bar key="other" share={why.without_weakest} wide />],
            ]}
          />
          <ol class="path">
            <li>
              <AccountLink id={why.account} />
            </li>
            {why.steps.map((step, place) => (
              <PathStep key={step.ref} step={step} weakest={place === why.weakest} />
            ))}
          </ol>
        </>
      )}
      {why.hubs.length > 0 && (
        <p>
          Both sides also meet at what ties nobody:{" "}
          {why.hubs.map((hub) => (
            <span key={hub.ref}>
              <IdentifierChip kind={hub.kind} reference={hub.ref} /> ({count(hub.users)} accounts){" "}
            </span>
          ))}
        </p>
      )}
      {!why.complete && <p>There were too many accounts around them to look at all; a better path may exist.</p>}
    </div>
  );
}

function PathStep({ step, weakest }: { step: Step; weakest: boolean }) {
  return (
    <li>
      <div class="step">
        <IdentifierChip kind={step.kind} reference={step.ref} />
        <Bar share={step.certainty} />
        <span>
          used <TimeSpan first={step.source_first} last={step.source_last} /> and{" "}
          <TimeSpan first={step.target_first} last={step.target_last} />, by {count(step.users)} accounts in all
        </span>
        {weakest && <strong>weakest step</strong>}
      </div>
      <AccountLink id={step.target} />
    </li>
  );
}
