"""`python -m monty_tools` is `monty-tools`."""

from monty_tools.cli import main

main()
