/** What some accounts have in common: each identifier against each account, and the path between two of them. */

import type { RowOf } from "../api/questions.ts";
import { useQuestion } from "../app/question.ts";
import { DownloadCsv } from "../parts/download-csv.tsx";
import { AccountLink, IdentifierChip } from "../parts/names.tsx";
import { count, counted } from "../parts/numbers.ts";
import { Panel } from "../parts/panel.tsx";
import { TimeSpan } from "../parts/time.tsx";
import { PathBetween } from "./path-between.tsx";

type Shared = RowOf<"list_identifiers_shared_by_accounts">;

const LIMIT = 200;

export function AccountsCompared({ accounts, query }: { accounts: string[]; query: URLSearchParams }) {
  const params = { accounts, limit: LIMIT };
  return (
    <>
      <Panel
        title={`What ${counted(accounts.length, "account")} share`}
        answer={useQuestion("list_identifiers_shared_by_accounts", params)}
        reserve={14}
        cypher={{ name: "list_identifiers_shared_by_accounts", params }}
        empty={({ rows }) =>
          rows.length === 0 && "No two of them used the same identifier. See the path between two below."
        }
      >
        {({ rows, truncated }) => <Matrix accounts={accounts} rows={rows} truncated={truncated} />}
      </Panel>
      <PathBetween accounts={accounts} query={query} />
    </>
  );
}

interface MatrixProps {
  accounts: readonly string[];
  rows: readonly Shared[];
  truncated: boolean;
}

function Matrix({ accounts, rows, truncated }: MatrixProps) {
  return (
    <>
      <div class="table">
        <table class="matrix">
          <caption>Identifiers that two or more of them used; those of most of them first</caption>
          <thead>
            <tr>
              <th scope="col">identifier</th>
              {accounts.map((account) => (
                <th key={account} scope="col" class="account">
                  <AccountLink id={account} />
                </th>
              ))}
              <th scope="col" class="numeric">
                other accounts
              </th>
              <th scope="col">used (UTC)</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MatrixRow key={row.ref} row={row} accounts={accounts} />
            ))}
          </tbody>
        </table>
      </div>
      <div class="below-table">
        {truncated && <span>There are more than these {count(rows.length)}.</span>}
        <DownloadCsv columns={columnsFor(accounts)} rows={rows} file="shared" of="shared identifiers" />
      </div>
    </>
  );
}

function MatrixRow({ row, accounts }: { row: Shared; accounts: readonly string[] }) {
  const users = new Set(row.shared_by);
  return (
    <tr>
      <th scope="row">
        <IdentifierChip kind={row.label} reference={row.ref} />
      </th>
      {accounts.map((account) => (
        <td key={account} class={users.has(account) ? "used" : "not-used"}>
          {users.has(account) ? "used" : <span aria-hidden="true">·</span>}
        </td>
      ))}
      <td class="numeric">{count(row.others)}</td>
      <td>
        <TimeSpan first={row.first_seen} last={row.last_seen} />
      </td>
    </tr>
  );
}

function columnsFor(accounts: readonly string[]) {
  return [
    { name: "label", value: (row: Shared) => row.label },
    { name: "ref", value: (row: Shared) => row.ref },
    ...accounts.map((account) => ({
      name: account,
      value: (row: Shared) => (row.shared_by.includes(account) ? "used" : null),
    })),
    { name: "other accounts", value: (row: Shared) => row.others },
    { name: "first seen", value: (row: Shared) => row.first_seen },
    { name: "last seen", value: (row: Shared) => row.last_seen },
  ];
}
