"""Writes the bill of materials: every package that the bot is installed with, as CycloneDX.

python -m scripts.bom [the file]
"""

import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
FILE = Path("reports/bom.json")
"""Where nothing is committed from."""


def main(target: str = str(FILE)) -> None:
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    # By package URL and not by random ids, so that two bills can be compared.
    command = ["cyclonedx_py", "-r", "-i", str(LOCK), "--format", "json", "--purl-bom-ref", "--force", "-o", target]
    made = subprocess.run([sys.executable, "-m", *command], check=False, stdout=subprocess.DEVNULL)
    if made.returncode:
        sys.exit(f"{target} couldn't be made.")
    print(f"The bill of materials is in {target}")


if __name__ == "__main__":
    main(*sys.argv[1:])
