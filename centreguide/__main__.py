"""`python -m centreguide`."""

import sys

from centreguide.cli import main

if __name__ == "__main__":
    sys.exit(main())
