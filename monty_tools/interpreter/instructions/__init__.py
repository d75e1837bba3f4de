"""The instructions: one class an operation, one file a family. ``compile.py`` emits them, ``machine.py`` steps them."""
