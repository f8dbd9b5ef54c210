#!/bin/sh
# The smallest program for `docent build --propose`: it reads what docent tells it, a JSON object a
# line, and writes the facts back. docent answers that it has found them itself.
#
# docent tells {"type":"document",…}, {"type":"sentence","source","line","text"}, {"type":"fact",…} as
# `docent facts --json` has them, and at last {"type":"end"}. A program of use asks a model about the
# sentences and writes facts that are not among those told, each on a line:
#   {"question":"Who …?","value":"…","value_type":"person",
#    "evidence":[{"source":"notes.txt","quote":"the words that say so"}]}
grep '"type":"fact"'
