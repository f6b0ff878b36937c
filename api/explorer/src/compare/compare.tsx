/** Side by side: accounts, two clusters, or a cluster then and now. */

import { Title } from "../parts/title.tsx";
import { AccountsCompared } from "./accounts-compared.tsx";
import { askedOf } from "./asked.ts";
import { ClustersCompared } from "./clusters-compared.tsx";
import "./compare.css";
import { CompareFields } from "./compare-fields.tsx";
import { TimesCompared } from "./times-compared.tsx";

export function Compare({ query }: { query: URLSearchParams }) {
  return (
    <div class="view">
      <Title name="Compare" />
      <CompareFields query={query} />
      <Compared query={query} />
    </div>
  );
}

function Compared({ query }: { query: URLSearchParams }) {
  const asked = askedOf(query);
  switch (asked.what) {
    case "accounts":
      return <AccountsCompared accounts={asked.accounts} query={query} />;
    case "clusters":
      return <ClustersCompared cluster={asked.cluster} other={asked.other} />;
    case "times":
      return <TimesCompared cluster={asked.cluster} at={asked.at} />;
    case "nothing":
      return <p class="empty">{asked.said}</p>;
  }
}
