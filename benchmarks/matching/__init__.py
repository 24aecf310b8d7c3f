"""How fast the matching core is, beside what a user would otherwise take for the same work.

All forms and brands are generated (``fixed_set``) unless ``--forms own`` is said, all filings
generated (``haystack``) unless they are called real; real ones are read from the folder named by
SQUATWATCH_REAL_DATA. What is generated is kept in ``.benchmarks``. Run from the root of the
repository; figures are kept in ``benchmarks/RESULTS.md``.

    make bench                                             # small, for every change
    make bench-peers BRANDS=10000                          # peers_table, with the peers installed
    python -m benchmarks.matching.peers_table              # beside ten peers, at equal recall
    python -m benchmarks.matching.growth                   # filings and brands 1, 4 and 16 times
    python -m benchmarks.matching.nightly                  # night, index, back file, one new brand
    python -m benchmarks.matching.crossover                # index or small scan; sieve or none
    python -m benchmarks.matching.planted                  # recall of planted variants by class
    python -m benchmarks.matching.fixed_set                # what the forms look like
    python -m benchmarks.matching.haystack                 # what the filings look like
"""
