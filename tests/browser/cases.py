"""What there is in the demo's world, asked of the API: the tests of the page take their names from here."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen


class World:
    """The API of a served store.

    Parameters
    ----------
    url
        Where it is served.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def get(self, path: str) -> Any:
        """Return an answer to GET."""
        with urlopen(f"{self.url}{path}") as answer:
            return json.load(answer)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Return an answer to POST."""
        request = Request(f"{self.url}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urlopen(request) as answer:
            return json.load(answer)

    def cases(self) -> list[dict[str, Any]]:
        """Return the first page of the inbox."""
        return list(self.get("/v1/inbox?limit=100")["items"])

    def network(self) -> str:
        """Return the id of the network of 24,000."""
        return str(self.cases()[0]["cluster_id"])

    def campaigns(self) -> list[str]:
        """Return the ids of its campaigns."""
        return [one["cluster_id"] for one in self.get(f"/v1/clusters/{self.network()}/campaigns")["items"]]

    def member(self) -> str:
        """Return a flagged member of the network, the firmest."""
        return str(self.get(f"/v1/clusters/{self.network()}/members?verdict=flagged&limit=1")["items"][0]["account_id"])

    def explanation(self, account: str) -> Any:
        """Return why an account is where it is."""
        return self.get(f"/v1/accounts/{quote(account, safe='')}/explanation")
