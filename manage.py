#!/usr/bin/env python3
"""The one command: `python3 manage.py start`, `python3 manage.py test`, and every Django command.

The head uses the standard library only. It makes `.venv`, installs the hashed lock into it and starts
itself again there, so that nothing but Python needs to be on the machine.
"""

import sys

from config.bootstrap import SetupFailed, enter_environment


def main() -> None:
    try:
        enter_environment(sys.argv)
        run()
    except SetupFailed as failure:
        sys.exit(f"\nConvoy could not be set up: {failure}")
    except KeyboardInterrupt:
        sys.exit("\nStopped.")


def run() -> None:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
