"""JSON: the whole document, for other systems. Offsets count Unicode code points."""

import json

# For the house alone: numbers of accounts, what was said to the approver, and what editors vouched for.
INTERNAL = ("contributor_ids", "note", "confirmations")


def render(document, approval) -> bytes:
    """The document and its approval; what each citation quotes stands in `citations`, by number."""
    public = {name: value for name, value in document.items() if name not in INTERNAL}
    public["approval"] = {"by": approval["by"], "at": approval["at"]}
    return (json.dumps(public, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
