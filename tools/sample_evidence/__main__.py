"""`python -m tools.sample_evidence [--print]`: write the evidence folder of the sample; --print makes PDFs anew."""

import sys

from tools.sample_evidence import making, pages

wanted = "--print" in sys.argv[1:]
if wanted and not pages.can_print():
    sys.exit("soffice and pdftoppm are needed for --print")
making.write(printing=wanted)
