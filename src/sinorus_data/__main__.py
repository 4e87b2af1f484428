"""``python -m sinorus_data`` is the command ``sinorus-data``."""

import sys

from sinorus_data.cli.main import main

sys.exit(main())
