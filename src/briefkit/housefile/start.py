"""What `briefkit new --house` writes."""

START = """\
# The house file: who publishes, for whom, under which markings, in which look. It holds for all records in this folder
# and below. Everything may be left out; take the # from what you want. `briefkit house` shows what is in force.

[house]
# name = "Harbour Institute"                 # in the masthead, where a record has no `prepared_by`
# contact = "desk@example.org"               # whom a reader can ask, where a record has no `contact`
# url = "https://example.org"                # printed behind the contact
# notice = "For training only."              # on every page, before a record's own notice
# logo = {file = "logo.png", alt = "Harbour Institute"}   # a .png or .jpg beside this file

[look]
# accent = "1F4E79"                          # headings and rules, as RRGGBB
# size = 10.5                                # of the text, in points
# paper = "a4"                               # or "letter"
# reference_doc = "letterhead.docx"          # a Word template: styles, theme, page
# styles = {heading-1 = "Library Head 1"}    # where the template's styles have other names
# fonts = {regular = "fonts/Sans.ttf", bold = "fonts/Sans-Bold.ttf", italic = "fonts/Sans-Italic.ttf", \
bold_italic = "fonts/Sans-BoldItalic.ttf", fallback = ["fonts/Georgian.ttf"]}

[records]
# folders = ["records/*"]                    # what `briefkit render` takes where no record is named
# out = "reports"                            # where the briefs go

# A scheme of markings of your own, lowest first. A record keeps to one scheme.
# [marking.EU]
# labels = ["PUBLIC", "LIMITE", "RESTREINT UE"]
# colours = {LIMITE = "7A1F1F", "RESTREINT UE" = ["FFFFFF", "7A1F1F"]}   # of the text, and of the ground behind it
# meanings = {LIMITE = "For delegations and their ministries only."}      # as web pages explain it

# An audience of your own. What is left out protects: without `ceiling` it receives nothing; without `withheld` no
# asks, lines and questions; without `review` its pages say that nobody has signed.
# [audience.press-office]
# reader = "for the press office"            # as it stands on the page
# ceiling = ["TLP:GREEN", "LIMITE"]          # the highest it may receive, of each scheme
# withheld = ["ask", "question"]             # kinds of statement that it does not receive
# forms = "plain"                            # or "usual"
# review = "required"                        # or "none"
# acronyms = "explained"                     # or "known"
# order = 6                                  # the program's audiences are 1 to 5
# made = true                                # false: only where it is asked for by name
"""
"""Every key, each behind a # with what it does."""
