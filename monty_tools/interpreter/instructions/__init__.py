"""The instructions: one class an operation, one file a family. ``compile`` emits them, ``machine.py`` steps them."""
