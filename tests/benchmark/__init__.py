"""What this search reaches and costs, beside what people build otherwise, and as it grows.

Run by `python -m tests.benchmark against` and `python -m tests.benchmark growth`; described in
docs/benchmark.md. Needs requirements-bench.txt.
"""
