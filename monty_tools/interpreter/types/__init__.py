"""What the builtin types have: one table of methods and attributes for each, and the constructors."""
