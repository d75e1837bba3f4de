"""Settings that every test of the project shares."""

from hypothesis import settings

collect_ignore_glob = ['programs/*']

settings.register_profile('deterministic', derandomize=True, deadline=None, database=None)
settings.load_profile('deterministic')
