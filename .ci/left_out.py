"""Fail if a test ran in no stage, unless its reason is an absent ../shared. Arguments: the stages' JUnit files."""

import sys
import xml.etree.ElementTree as ET

EXCUSE = "../shared"


def outcomes(path: str) -> dict[str, str]:
    """Test id → "" if it ran, else why it was skipped."""
    found = {}
    for case in ET.parse(path).iter("testcase"):  # noqa: S314  our own runner's file
        skipped = case.find("skipped")
        name = f"{case.get('classname')}::{case.get('name')}"
        found[name] = "" if skipped is None else (skipped.get("message") or "skipped without a reason")
    return found


def main(paths: list[str]) -> int:
    reasons: dict[str, str] = {}
    for path in paths:
        for name, reason in outcomes(path).items():
            reasons[name] = reason and reasons.get(name, reason)
    left_out = {name: reason for name, reason in reasons.items() if reason and EXCUSE not in reason}
    for name, reason in sorted(left_out.items()):
        print(f"ran in no stage: {name}: {reason}")
    ran = sum(not reason for reason in reasons.values())
    print(f"{ran} passed, {len(left_out)} failed, {len(reasons) - ran - len(left_out)} skipped")
    return bool(left_out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
