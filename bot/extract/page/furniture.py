"""The furniture of a news page, told by the shape of a line: bylines, datelines, captions, boilerplate, mastheads."""

from __future__ import annotations

import re

from bot.extract.lexicon import FORMAL, GIVEN_NAMES
from bot.model import BlockKind

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
    r"(?:\s+(?:[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d{4}\b))?"
)
_FULL_DATE = (
    rf"(?:{_WEEKDAY},?\s+)?(?:{MONTH}\s+{_DAY}(?:\s?,?\s+\d{{4}})?|(?:the\s+)?{_DAY}(?:\s+(?:of\s+)?|-){MONTH}(?:(?:,?\s+|-)\d{{4}})?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
)

_DATE_WITH_YEAR = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:{MONTH}\s+{_DAY},?\s+\d{{4}}|(?:the\s+)?{_DAY}(?:\s+(?:of\s+)?|-){MONTH}(?:,?\s+|-)\d{{4}})"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
)

DATE_WITH_YEAR = re.compile(_DATE_WITH_YEAR)

# The place, perhaps a day and an agency, and a dash, as in: PORT ANNA, March 4 (Wire) —
_DATELINE_PREFIX = re.compile(
    rf"(?P<place>[A-Z][\w.’'-]*(?:[\s/,]+(?:[A-Z][\w.’'-]*|and|de|of|la|el|am)){{0,6}}?)"
    rf"(?P<day>,?\s+(?:{_FULL_DATE}|{_WEEKDAY}|\({_DATE_WITH_YEAR}\)))?(?P<agency>,?\s*(?:\([A-Z][^)]{{1,40}}\)|/[A-Z][^/]{{1,40}}/))?"
    rf"(?:(?<=\d)\.)?\s*(?:[—–_]|--?(?=\s)|:(?=\s)(?:(?<=\):)|(?<=\s\d\d\d\d:)))\s*(?:{_DATE_WITH_YEAR}\s*(?:[—–]|--?(?=\s))\s*)?"
    rf"|{_DATE_WITH_YEAR}(?:[,:]?\s+[A-Z]{{3,}}(?:\s[A-Z]{{2,}}){{0,3}}|,\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}})?"
    rf"\s*(?:[—–]|--?(?=\s))\s*"
    rf"|\((?:[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{0,3}},\s+)?{_DATE_WITH_YEAR}\)\s+"
)

# The same with a full date and a stop, behind which the story begins: Port Anna, 4 March 2031. The ferry
_PLACE = r"[A-Z][\w.’'-]*(?:[\s/,]+(?:[A-Z][\w.’'-]*|and|de|of|la|el|am)){0,4}?"
_DATELINE_WITH_STOP = re.compile(
    rf"(?:{_PLACE},\s+{_DATE_WITH_YEAR}(?:,?\s*\([A-Z][^)]{{1,40}}\))?\s?[.|•·/]|{_PLACE}\s+\({_DATE_WITH_YEAR}\)[.:]?"
    rf"|\[{_PLACE},\s+{_DATE_WITH_YEAR}\]|{_PLACE}\s[|•·]\s{_DATE_WITH_YEAR}\s[|•·]|{_DATE_WITH_YEAR},\s{_PLACE}[.:|•·]"
    rf"|{_DATE_WITH_YEAR}\s\({_PLACE}\)\s?(?:[—–:.]|--?(?=\s)))\s+(?=[“„«\"'‘]?[A-ZÀ-Þ])"
)
# The same with a full date and other marks: LUNDE, Feb. 6, 2031. /NNA/. The ferry; (NNA) LUNDE, 6 FEB 2031 - The ferry
_MARK = r"(?:[.,:|•·*/—–_]|--?(?=[\s\w]))"
_AGENCY = r"(?:\([A-Z][^()]{1,40}\)|/[A-Z][^/]{1,40}/|-[A-Z][\w ]{1,40}-|[A-Z][\w-]{2,30}(?=\s?[:—–-]))"
_DATELINE_AMONG_MARKS = re.compile(
    rf"(?:[*\[]\s?)?(?:{_AGENCY},?\s)?\(?{_PLACE}\)?\s?(?:{_AGENCY}\s?)?{_MARK}\s?"
    rf"(?:(?i:{_DATE_WITH_YEAR})|(?i:{_FULL_DATE})(?=\.\s/[A-Z]))\.?(?:[,\s]\s?{_AGENCY})?"
    rf"\s?(?:{_MARK}|(?<=[)/-]))\s+(?=[“„«\"'‘]?[A-ZÀ-Þ])"
)
_SHORT_PLACE = 2
_LONGEST_MASTHEAD, _LONGEST_VOLUME = 120, 60
_VOWEL = re.compile(r"[AEIOUY]")
_ASKING = frozenset({"QUESTION", "QUESTIONER", "REPORTER", "INTERVIEWER", "MODERATOR", "CHAIR"})
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHOTO = r"(?:photo(?:graph)?s?|pictures?|images?|illustration|credit|video)"
_CAPTION_TAG = rf"\[(?:caption|{_PHOTO})\b[^\]\n]{{0,30}}\]"
_TAGGED = re.compile(_CAPTION_TAG, re.IGNORECASE)
_CAPTION = re.compile(
    rf"^(?:\(?(?:file\s+)?{_PHOTO}\b(?:\s+(?:by|from|courtesy)\b|\s*[:/])|pictured\b|caption\s*:|file\s+{_PHOTO}\b"
    rf"|{_CAPTION_TAG})"
    rf"|\b(?:file\s+)?{_PHOTO}\s*(?::|/|©|courtesy\b|by\b)\s*[A-Z@](?:[^.!?]|(?<=\b[A-Z])\.){{0,60}}\)?\.?$"
    r"|\((?:[A-Z][\w-]*(?:\s[A-Z][\w-]*)?\s+)?(?:Photo|Image|Picture|via)\b[^)]{0,60}\)\.?$"
    r"|(?:/|\b)(?:Getty Images|AFP|Shutterstock|EPA|Reuters Photo|AP Photo|VCG|Handout)\)?\.?$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^(?:(?:first\s+|originally\s+|last\s+)?(?:published|posted|updated|modified|issued|released|created|printed|filed)"
    r"\b(?!\s+in\s*:)(?:\s+(?:on|at|online))?\s*(?:[:|]\s*[^.!?]{0,24}|[^.!?]{0,12})\d|(?:date(?:line)?|sent)\s*:\s*\S"
    rf"|(?:first\s+)?(?:aired|broadcast|air\s?date|(?:issue|edition)\s+of)(?:\s+on)?\s*:?\s*{_FULL_DATE}"
    r"|(?:dated|release\s+date|embargoed\s+until|for\s+immediate\s+release)\b[^\d\n]{0,20}\d.{0,40}$)",
    re.IGNORECASE,
)
# A place or an outlet before a date; "Bids open at ten, Tuesday, March 10" has small words and is a sentence.
_TITLED = r"(?-i:[A-Z][\w.’'&-]*(?:\s(?:[A-Z][\w.’'&-]*|and|of|the|de|la|el|am|-)){0,6})"
# The last branch is a masthead in columns.
_DATE_LINE = re.compile(
    rf"^(?:[-–—(\[]\s*)?(?:{_TITLED}(?:[,.]|\s[—–-])\s+)?(?:{_CLOCK},?\s+)?{_FULL_DATE}(?:,?\s+{_WEEKDAY})?"
    rf"(?:\s*(?:,|at|@|\||-|–|—|·)?\s*{_CLOCK})?[)\]]?"
    r"(?:,\s(?-i:[A-Z])[\w ]{2,30}|,\s(?:[a-z]+\s)?edition|\s\((?-i:[A-Z])[^()\n]{1,40}\)|\.?(?:\s{3,}|\t).{1,40}"
    r"|\.?\s+(?:[—–|·-]\s*)?(?:vol|no|page|p)\b.{1,30})?\.?$"
    rf"|^{MONTH}\s+\d{{4}}$"
    rf"|^(?:\S.{{1,60}}(?:\s{{3,}}|\t)(?:[A-Z]\w+,\s)?)?{_DATE_WITH_YEAR}(?:(?:\s{{3,}}|\t).{{1,40}})?$",
    re.IGNORECASE,
)
_AMONG_MARKS = re.compile(
    rf"^(?:(?:[^.!?]|\.(?!\s+[A-Z])){{2,90}}[|·•*]\s*{_DATE_WITH_YEAR}(?:,?\s*(?:at\s+)?{_CLOCK})?(?:\s*[|·•*].{{0,60}})?"
    rf"|(?:Written\s+|Posted\s+)?[Bb]y\s[^.!?]{{2,80}}(?:[,|–—-]|\son\s)\s*{_DATE_WITH_YEAR}(?:,?\s*(?:at\s+)?{_CLOCK})?"
    rf"|{_DATE_WITH_YEAR}(?:,?\s*(?:at\s+)?{_CLOCK})?\s*"
    r"(?:[|·•].{0,60}|(?:[-–—,]\s*)?(?:by|updated|last|published|posted|first|modified)\b.{0,60}))$",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"^(?:vol(?:ume)?|issue|no)\b\.?\s*\d[^.!?]*(?:\.\s*\d[^.!?]*){0,2}$", re.IGNORECASE)
_BESIDE_NAME = re.compile(
    rf"(?:^(?:page\s+)?[a-z]?\d{{1,3}}\s+)?[\s,|·–—-]*{_DATE_WITH_YEAR}[\s,|·–—-]*(?:p(?:age|\.)?\s*[a-z]?\d{{1,3}}$)?",
    re.IGNORECASE,
)
_PAGE = re.compile(r"^(?:page\s+)?(?:[a-z]?\d{1,3}[a-z]?)?[\s,|·–—-]+", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:[Bb][Yy]:?\s+(?:[A-Z][\w.’'-]+|[a-z]{2,3}\b)"
    r"(?:[ ,&|]+(?:[A-Z(][^\s]*|[Ii]n|[Aa]nd|[Aa]t|de|van|von|for|of|the|\|)){0,14}"
    rf"|(?:[-–—]\s*)?[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){{0,3}}\s+{_EMAIL}.*"
    r"|(?:Reporting|Writing|Edited|Editing|Additional reporting)\s+by\b.*"
    r"|(?:Story|Text|Words|Report)\s+by:?\s+[A-Z].*"
    r"|(?:[A-Z][\w’'&.-]*\s+){0,3}(?:[Ss]taff|[Ss]pecial|[Ss]enior|[Cc]hief|[Aa]rts|[Cc]ourts?|[Ss]ports?|[Hh]ousing|[Hh]ealth|[Pp]olitical)"
    r"\s+(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor)s?)$"
)
_BYLINE_FURNITURE = re.compile(r"^[Bb][Yy]\s+[A-Z].*\b(?:Source|Published|Updated|Posted)\s*:", re.DOTALL)
# "© Lunde Press", "(c) Lunde Press 2031"; but "(c) decided that the border shall close" is an item of a list
_OWNED = (
    r"(?:(?:©|copyright\W*(?:©|\(c\)|(?:19|20)\d\d)|\(c\)\W*(?:copyright\b|©|(?:19|20)\d\d\b)).*"
    r"|copyright\b.{0,60}|\(c\)\s(?-i:[A-Z])[^.]{2,50}\s(?:19|20)\d\d)"
)
_BOILERPLATE = re.compile(
    rf"^(?:.*\bcomments?\s+powered\s+by\b.*|(?:posted|filed)\s+(?:in|under)\s*:.*|newspapers\s+(?:in|from)\s+\w+|{_EMAIL}"
    rf"|https?://\S+|{_OWNED}|.*\ball\s+rights\s+reserved\b.*|(?:share|tweet|print|email|follow\s+us|subscribe"
    r"|sign\s+up|advertisement|read\s+more|also\s+read|related(?:\s+(?:articles?|stories|topics|news))?(?=\s*:|\s*$)|more\s+on\s+this|see\s+also|tags?|topics?"
    r"|share\s+this(?:\s+\w+)?|support\s+us|most\s+read|leave\s+a\s+(?:comment|reply)|click\s+here|back\s+to\s+top|cookie|skip\s+to)\b"
    r"(?:\s*:.*|.{0,60})|(?:#\s*){3,}|-?\s*ends?\s*-?|\d+\s+(?:comments?|shares?|min(?:ute)?s?\s+read)|[-–—*_=~.•\s]{2,}"
    r"|(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?|for\s+(?:more|further)\s+information\b.*|(?:media|press)\s+contacts?\b.*"
    r"|\(?(?:continued|cont['’]?d\.?|please\s+turn|turn|see)\s.{0,40}\bp(?:age|g?\.)\s*[a-z]?\d{1,3}\.?\)?"
    r"|for\s+immediate\s+release.{0,80}|(?:skip|jump)\s+to\s+.{0,40})$",
    re.IGNORECASE | re.DOTALL,
)
COMMENTS = (
    r"(?:(?:readers?['’]?s?\s+)?comments?\s*\(\d+\)|\d+\s+comments?|comments\s*:?\s*\d+"
    r"|join\s+the\s+(?:discussion|conversation))"
)
"""A heading that says so surely that comments follow that all below is none of the article's."""
_COMMENTS = re.compile(rf"^{COMMENTS}$", re.IGNORECASE)
_OUTLET = re.compile(
    r"^(?:The\s+)?(?:[A-Z][\w’'.&-]*\s+){0,4}(?:Post|Times|News|Herald|Daily|Tribune|Gazette|Agency|Courier|Chronicle|Journal"
    r"|Observer|Guardian|Telegraph|Mail|Standard|Globe|Star|Sun|Express|Record|Echo|Mirror|Monitor|Press|Dispatch|Examiner"
    r"|Bulletin|Argus|Advertiser|Inquirer|Register|Sentinel|Independent|Review|Mercury|Today|Weekly|Network|Wire|Broadcasting"
    r"|Radio|TV|Television|Online|Newspaper|Ledger|Reporter|Voice)"
    r"(?:\s+(?:Online|Agency|Service|Network|Wire|Group|Desk|Weekly|Sunday))?$"
)


def kind_of(line: str) -> BlockKind | None:
    """Return the kind of furniture that ``line`` is by itself, None where it looks like body text or a heading."""
    if len(line) > 400:
        return None
    if _BOILERPLATE.match(line):
        return BlockKind.DATELINE if _PUBLISHED.match(line) else BlockKind.BOILERPLATE
    if _BYLINE_FURNITURE.match(line) or _BYLINE.match(line):
        return BlockKind.BYLINE
    if _PUBLISHED.match(line) or _DATE_LINE.match(line) or _AMONG_MARKS.match(line) or outlet_beside_date(line):
        return BlockKind.DATELINE
    if len(line) <= _LONGEST_VOLUME and _VOLUME.match(line):
        return BlockKind.DATELINE
    if _CAPTION.search(line):
        return BlockKind.CAPTION
    return None


def is_advertisement(line: str) -> bool:
    """Tell whether ``line`` only says that an advertisement follows."""
    return line.strip(" -–—").casefold() in {"advertisement", "advert", "sponsored"}


def opens_comments(line: str) -> bool:
    """Tell whether ``line`` is the heading of what readers wrote below an article."""
    return len(line) <= 60 and _COMMENTS.match(line) is not None


def outlet_beside_date(line: str) -> str | None:
    """Return the outlet's name in a line that is that and a date, perhaps with the number of the page."""
    date = _BESIDE_NAME.search(line) if len(line) <= _LONGEST_MASTHEAD else None
    if date is None:
        return None
    name = _PAGE.sub("", line[: date.start()] or line[date.end() :])
    return titled(name) if is_outlet(name.title()) or is_outlet(titled(name)) else None


def is_masthead(line: str, following: str) -> bool:
    """Tell whether ``line`` is an outlet's name in capitals at the head of a page: a date or volume comes next."""
    return line.isupper() and is_outlet(titled(line)) and kind_of(following) is BlockKind.DATELINE


def titled(name: str) -> str:
    """An outlet's name as others write it: "THE HARBOUR POST" is The Harbour Post, and BBC NEWS BBC News."""
    if not name.isupper():
        return name
    return " ".join(word if not _VOWEL.search(word) else word.title() for word in name.split())


def dateline_prefix(text: str, start: int, end: int) -> int | None:
    """Return where the dateline that opens a paragraph ends, None where none does.

    A place alone is one only in capitals; a day or an agency behind it makes it one in any case.
    """
    match = _DATELINE_PREFIX.match(text, start, end)
    if match is None:
        stopped = _DATELINE_WITH_STOP.match(text, start, end) or _DATELINE_AMONG_MARKS.match(text, start, end)
        return stopped.end() if stopped else None
    place = match["place"]
    titled = place is not None and place.split()[0].lower() in FORMAL
    labelled = place and (titled or place.upper() in _ASKING or place.split()[0].title() in GIVEN_NAMES)
    if labelled and text[start : match.end()].rstrip().endswith(":"):
        return None  # the label of a turn: "The Chair (Dame Mara Velk):", "QUESTION (Tom Brandt, Herald):"
    if place is None or match["day"] or match["agency"]:
        return match.end()
    opening = re.split(r"[ ,/]", place)[0]
    return match.end() if len(opening) > _SHORT_PLACE and opening.isupper() else None


def opens_caption(line: str) -> bool:
    """Tell whether a line says in brackets that it is the first of a caption: "[Photo] A picket at the gate"."""
    tag = _TAGGED.match(line)
    return tag is not None and tag.end() < len(line)


def is_outlet(line: str) -> bool:
    """Tell whether ``line`` is nothing but the name of a newspaper, agency or broadcaster."""
    return len(line) <= 60 and _OUTLET.match(line) is not None
