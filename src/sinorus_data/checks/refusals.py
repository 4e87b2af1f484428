"""What reading itself objects to, before any check can look: files, texts, YAML, CSV and the form of values."""

from __future__ import annotations

from sinorus_data.checks.rule import refused

_PLAIN = "summary: A drill."
_TABLE = "id,indicator,reporter\na,goods_trade,CN\n"

refused("P-SYMLINK", "files are files, not links",
    """A link could point anywhere on the machine that checks it, so none is
    followed, in no part of a path.""",
    on="shell", bad="ln -s /etc/passwd datasets/exercises/a-drill.yaml", good="true")  # fmt: skip
refused("P-TYPE", "only records and tables lie in datasets",
    """Only files ID.yaml in the folder of their data set and the
    tables that we know belong there. Archives, spreadsheets and databases are never opened.""",
    on="shell", bad="echo x > datasets/exercises/drills.xlsx", good="true")  # fmt: skip
refused("P-NAME", "file names are plain",
    """Letters, digits, hyphens and an ending: such a name means nothing to a shell,
    a log or a page that shows it.""",
    on="shell", bad="echo x > 'datasets/exercises/$(id).yaml'", good="true")  # fmt: skip
refused("P-READ", "files can be read",
    "A file or folder that should be there is missing or closed to the reader.",
    on="shell", bad="rm datasets/trade_figures.csv", good="true")  # fmt: skip
refused("P-MISSING", "every data set has its folder",
    "Without its folder, a whole data set would be empty unnoticed.",
    on="shell", bad="rm -r datasets/positions", good="true", level="warning")  # fmt: skip
refused("P-CRUMB", "nothing is left behind",
    """Files that a system, an editor or a stopped command left behind are not read
    and should not be sent.""",
    on="shell", bad="echo x > datasets/exercises/.DS_Store", good="true", level="warning")  # fmt: skip
refused("R-FILE", "files are small",
    "A record has at most 64 KiB, a table 64 MiB; a larger file is not read at all.",
    on="shell", bad="truncate -s 65537 datasets/exercises/joint-drill-2016.yaml", good="true")  # fmt: skip
refused("R-COUNT", "contributions are of a size that people can review",
    """A data set has at most 10,000 record files, a
    table that people write at most 20,000 rows; beyond that nothing of it is read.""",
    on="shell", bad="seq 20001 > datasets/trade_figures.csv", good="true")  # fmt: skip

refused("T-BOM", "no byte order mark",
    "The mark is invisible and becomes part of the first field name for many readers.",
    bad="# datasets/propositions/a.yaml\n\\ufeffid: a", good=_PLAIN)  # fmt: skip
refused("T-UTF8", "texts are UTF-8",
    """Any other encoding turns Chinese and Russian into other letters, often without an
    error. The message guesses which one it was.""",
    on="shell", bad="printf 'id: caf\\351\\n' > datasets/propositions/a.yaml", good="true")  # fmt: skip
refused("T-CHAR", "no control, private or unassigned characters",
    """They show nothing or anything, and some end or forge a
    line elsewhere. U+FFFD says that a text was already damaged before it came here.""",
    bad='summary: "A\\\\u0007 drill."', good=_PLAIN)  # fmt: skip
refused("T-INVISIBLE", "no invisible characters",
    """Zero-width characters, soft hyphens and marks of direction make two
    texts of what looks like one, or show a line in another order than it has.""",
    bad="summary: A dr\\u200bill.", good=_PLAIN)  # fmt: skip
refused("T-LINEEND", "line ends are of one kind",
    """Line feeds in the repository; a working copy may have carriage return
    and line feed throughout, as git makes it on Windows.""",
    on="shell", bad="printf 'id: a\\r\\nkind: is\\n' > datasets/propositions/a.yaml", good="true")  # fmt: skip

refused("Y-SYNTAX", "records are YAML",
    "The file is no YAML from the place named on; often a quote or a space is missing.",
    bad="summary: Drill: the second", good="summary: 'Drill: the second'")  # fmt: skip
refused("Y-SHAPE", "a record is a mapping",
    "A file holds `field: value` lines; a list or a lone text is no record.",
    bad="# datasets/propositions/a.yaml\n- id: a", good=_PLAIN)  # fmt: skip
refused("Y-MULTIDOC", "one file, one record",
    "A line `---` would begin a second record, which nobody would find.",
    bad="# datasets/propositions/a.yaml\nid: a\n---\nid: b", good=_PLAIN)  # fmt: skip
refused("Y-DUP", "a key stands once",
    "Of two values under one key most readers silently keep the last.",
    bad="# datasets/propositions/a.yaml\nid: a\nkind: is\n'kind': should", good=_PLAIN)  # fmt: skip
refused("Y-KEY", "keys are names of fields",
    """Numbers, lists, nothing and true are no names; quote the key if it is meant as
    text.""",
    bad="# datasets/propositions/a.yaml\nid: a\n1: x", good=_PLAIN)  # fmt: skip
refused("Y-ALIAS", "no anchors, aliases and merge keys",
    """A value is written where it is used; a few bytes of aliases can
    stand for more than any machine holds.""",
    bad="place: &sea [South China Sea]", good=_PLAIN)  # fmt: skip
refused("Y-TAG", "no tags",
    "A tag asks the reader to make something of a value; here every value is text.",
    bad="summary: !!python/name:os.system x", good=_PLAIN)  # fmt: skip
refused("Y-DIRECTIVE", "no directives",
    "A line `%…` changes how a file is read; ours are all read alike.",
    bad="# datasets/propositions/a.yaml\n%YAML 1.1\n---\nid: a", good=_PLAIN)  # fmt: skip
refused("Y-DEPTH", "records are flat",
    "No record needs more than five levels; sixteen are allowed.",
    bad="summary: " + 20 * "[" + 20 * "]", good=_PLAIN)  # fmt: skip

refused("C-QUOTE", "quotes are in their place",
    """A cell that holds a quote, comma or line end is quoted whole, and quotes in
    it are doubled (RFC 4180). An open quote would swallow the rows below.""",
    on="trade_figures", bad='note: """a"b"""', good="note: plain")  # fmt: skip
refused("C-DIALECT", "cells are separated by commas",
    "Semicolons and tabs come from spreadsheets set to another country.",
    bad="# datasets/trade_figures.csv\nid;indicator;reporter\n", good=_PLAIN)  # fmt: skip
refused("C-HEADER", "the header is the one of the table",
    "Columns are known by place and name; both are fixed.",
    bad="# datasets/trade_figures.csv\n" + _TABLE, good=_PLAIN)  # fmt: skip
refused("C-RAGGED", "rows are as long as the header",
    "A cell too many or too few moves every value behind it.",
    on="trade_figures", bad="note: a,b", good='note: "a,b"')  # fmt: skip
refused("C-BLANK", "no blank rows",
    "A blank row is a row of empty values to many readers.",
    on="trade_figures", bad="# datasets/trade_figures.csv\n{header}\n\n\\", good="note: x")  # fmt: skip
refused("C-NEWLINE", "short values stand on one line",
    "A line end inside a name splits it in every table and list.",
    bad='name: {en: "Joint\\\\nDrill"}', good="name: {en: Joint Drill}")  # fmt: skip

refused("F-MISSING", "required fields are there",
    "The field has no value, and the record says nothing without it.",
    bad="summary:", good=_PLAIN)  # fmt: skip
refused("F-UNKNOWN", "fields are known",
    "A name that is not of this record is often a slip; a close one is suggested.",
    bad="sumary: A drill.", good=_PLAIN)  # fmt: skip
refused("F-CODE", "codes are of their list",
    "The closed lists stand in the table `vocabularies`, each code with a meaning.",
    bad="type: navall", good="type: land")  # fmt: skip
refused("F-TYPE", "values have the shape of their field",
    "A list stands where one value belongs, or the other way round.",
    bad="status: [held]", good="status: held")  # fmt: skip
refused("F-DERIVED", "what is computed is not written",
    "The field follows from others; written by hand it could differ.",
    bad="host: CN", good=_PLAIN)  # fmt: skip
refused("F-SENTINEL", "nothing is written as nothing",
    """`n/a`, `-`, `null` and the like are text to a program. `NA` is the
    code of Namibia and stays.""",
    bad="name: {en: Joint Drill, zh: n/a}", good="name: {en: Joint Drill}")  # fmt: skip
refused("F-LENGTH", "texts have a bound",
    "A line has at most 400 characters, a summary or note 4,000.",
    bad="name: {en: " + 401 * "x" + "}", good="name: {en: Joint Drill}")  # fmt: skip
refused("F-FORMAT", "values are written as their field asks",
    "No semicolon in an item of a list, no tab in a line.",
    bad='aliases: ["one; two"]', good="aliases: [one, two]")  # fmt: skip
refused("I-FORMAT", "ids are written as ids",
    "Words in lower case joined by hyphens; states and blocs in capitals.",
    bad="series: Joint_Sea", good=_PLAIN)  # fmt: skip
refused("I-ASCII", "ids are in plain letters",
    "A Cyrillic с in an id looks like a Latin c, and no link ever finds it.",
    bad="id: joint-drill-сn", good="id: joint-drill-2016")  # fmt: skip
refused("I-LENGTH", "ids are short",
    "An id has at most 120 characters.",
    bad="id: " + 121 * "x", good="id: joint-drill-2016")  # fmt: skip
refused("I-DUP", "an id is used once",
    "Two records claim one id; the one in the file of that name is the rightful one.",
    bad="# datasets/exercises/joint-drill-2017.yaml\nid: joint-drill-2016\nname: {en: Other}\ntype: land\n"
        "status: held\nsummary: Another.\nevidence: []", good=_PLAIN)  # fmt: skip
refused("D-FORMAT", "dates are EDTF",
    """`2016`, `2016-09`, `2016-09-12`, each with `?`, `~` or `%` at the end, `198X`, or an
    interval of two. The ISO form is suggested where only one date can be meant.""",
    bad="start: 12.9.2016", good="start: 2016-09-12")  # fmt: skip
refused("D-CALENDAR", "dates exist",
    "There is no 30 February, no month 13 and no year 0.",
    bad="start: 2016-02-30", good="start: 2016-09-12")  # fmt: skip
refused("D-ORDER", "intervals run forwards",
    "What begins an interval is not later than what ends it.",
    bad="start: 2016-09-12/2015", good="start: 2016-09-10/2016-09-12")  # fmt: skip
refused("N-FORMAT", "numbers are plain digits",
    """A minus, digits, a point: no thousands signs, exponents or plus, so that
    every reader gets the same number.""",
    on="trade_figures", bad="value: 1_000", good="value: 1000")  # fmt: skip
refused("V-LOCATOR", "a locator says where",
    "A section and paragraph, a paragraph, a page, or `whole`.",
    bad="evidence:\n  - {source: a-text, locator: somewhere, supports: [participants, start, end]}",
    good="evidence:\n  - {source: a-text, locator: p. 12, supports: [participants, start, end]}")  # fmt: skip
refused("V-QUOTE", "quotations are short",
    "At most eight words stand verbatim; two Chinese characters count as one.",
    bad="evidence:\n  - {source: a-text, locator: ¶1, supports: [participants, start, end],"
        " as_stated: one two three four five six seven eight nine}",
    good="evidence:\n  - {source: a-text, locator: ¶1, supports: [participants, start, end], as_stated: nine words}",
)  # fmt: skip
refused("L-URL", "addresses are of public pages",
    """https and a named host: no user and password, no numbers for a host, no
    letters that look like others, no marks that follow the reader.""",
    on="sources", bad="url: https://user:secret@example.org/", good="url: https://example.org/a")  # fmt: skip
refused("X-FRICTIONLESS", "the plain library agrees",
    """The tables that the records make are handed to frictionless as well.
    It has the last word, where our own checks found nothing.""",
    on="none", bad="", good="")  # fmt: skip
refused("X-PUBLISHED", "published tables make records again",
    """Where only the published tables are at hand, each record is
    made from its rows again and checked like one that people wrote.""",
    on="none", bad="", good="")  # fmt: skip
