"""The clearway command, as a module."""

from clearway.config.command import main

if __name__ == "__main__":
    main()
