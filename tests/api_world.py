"""The small world that tests of the API ask about: two devices, three addresses, an operator with one campaign."""

from __future__ import annotations

from pathlib import Path

from linkage.ingest.pseudonymise import ref
from linkage.queries import parse
from linkage.store.base import GraphStore, Transaction

WORLD = Path(__file__).parent / "golden" / "api" / "world.cypher"
IPS = ("192.0.2.1", "192.0.2.2", "2001:db8::1")
DEVICES = ("dev-1", "dev-2")


def fill(store: GraphStore) -> None:
    """Put the small world into an empty store."""
    values = {
        "ips": [{"id": ip, "ref": ref("ip", ip)} for ip in IPS],
        "devices": [{"id": device, "ref": ref("device", device)} for device in DEVICES],
    }
    text = WORLD.read_text("utf-8").partition("\n")[2]
    statements = [part.strip() for part in text.split(";\n") if part.strip()]

    def write(transaction: Transaction) -> None:
        for statement in statements:
            transaction.run(parse(f"// name: fill\n// mode: write\n{statement}"), values)

    store.execute(write)
