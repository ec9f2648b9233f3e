"""The ledger beside what the server prints of its own buffers."""

import re
from dataclasses import dataclass

MEBIBYTE = 1 << 20
# In llama.cpp's words: `CPU_Mapped model buffer size = 92.10 MiB`.
PRINTED = {"weights": "model", "kv_cache": "KV", "compute": "compute"}


@dataclass
class Amount:
    """One term of the ledger and the sum of the buffers that hold it."""

    term: str
    expected: int
    upper: int
    printed_mebibytes: float

    @property
    def is_equal(self) -> bool:
        """To the print's two decimals."""
        return abs(self.expected / MEBIBYTE - self.printed_mebibytes) <= 0.005 + 1e-9

    @property
    def is_within(self) -> bool:
        return self.printed_mebibytes <= self.upper / MEBIBYTE

    def __str__(self) -> str:
        return (f"{self.term} {self.expected / MEBIBYTE:.2f} MiB, "
                f"printed {self.printed_mebibytes:.2f}")


def amounts(ledger: dict, node: str, deployment: str, log: str) -> dict[str, Amount]:
    """By term; what a side lacks is 0, and equals nothing."""
    terms = {
        term["name"]: term for host in ledger["hosts"] if host["node"] == node
        for share in host["shares"] if share["owner"] == f"engine:{deployment}"
        for term in share["terms"]
    }
    return {
        name: Amount(
            name, terms.get(name, {}).get("expected_bytes", 0),
            terms.get(name, {}).get("upper_bytes", 0), printed(log, words))
        for name, words in PRINTED.items()
    }


def printed(log: str, kind: str) -> float:
    sizes = re.findall(rf"\b{kind} buffer size\s*=\s*([0-9.]+) MiB", log)
    return sum(float(size) for size in sizes)
