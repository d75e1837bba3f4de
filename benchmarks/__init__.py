"""Speed, measured as ratios: every program under every interpreter, in one run on one machine.

python -m benchmarks run                  all programs, all peers that are installed
python -m benchmarks run --only regex     some of them
python -m benchmarks compare HEAD~10      this tree against another revision
"""
