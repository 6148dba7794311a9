"""Verbs by form alone: past forms, auxiliaries, verbs of saying, nouns that name events. No part-of-speech tagger."""

from __future__ import annotations

from functools import lru_cache

from bot.extract.wordlist import words

_WORDS_KEPT = 1 << 14  # words are looked up far more often than new ones come

IRREGULAR = words(
    """
    arose awoke beat became began begun bent bet bit blew bought bound bore born broke broken brought built burst
    came cast caught chose chosen clung cost crept cut dealt did done drank drawn drew driven drove dug eaten ate
    fallen fed fell fled flew flown forbade forgave forgot forgotten fought found froze frozen gave given gone got
    gotten grew grown hanged heard held hid hidden hit hung hurt kept knew known laid lain lay led left lent let
    lit lost made meant met misled mistook overcame overthrew overthrown overtook paid proved proven put quit ran
    rang read resigned retook rewrote rode rose risen said sang sank sat saw seen sent set shaken shook shed shone
    shot showed shown shrank shut slain slept slid slipped sold sought spent spoke spoken split spread sprang
    stolen stole stood struck stuck sued sung sunk swam swept swore sworn swung taken took taught thought threw
    thrown told tore torn undertook understood undergone underwent upheld went withdrawn withdrew withheld won wore
    worn wound wrote written outlawed
    """
)
_NOT_PAST = words(
    """
    need indeed hundred speed feed seed breed sacred hatred red shed bed united exceed proceed succeed embed bleed
    deed greed creed weed reed naked wicked beloved biased rugged ragged sled unprecedented hundred-odd so-called
    aged gifted talented supposed alleged limited crowded wooded overcrowded concerned based armed detailed
    advanced mixed complicated skilled dedicated sophisticated experienced renewed continued increased related
    distinguished
    """
)
AUXILIARIES = words(
    "is are was were be been being am has have had having do does did will would can could may might must shall should"
    " ’re 're ’ve 've ’ll 'll ’d 'd wo ca won’t can’t don’t didn’t isn’t wasn’t aren’t weren’t hasn’t haven’t"
)
MODALS = words("will would can could may might must shall should ’ll 'll wo")
AHEAD = words(
    "will shall 'll ’ll wo plan plans planned planning intend intends due scheduled slated expected expects expect"
    " hopes aims set would likely upcoming"
)
SAYING = words(
    """
    said says say saying told tells announced announces announce stated states added adds reported reports claimed
    claims confirmed confirms declared warned warns argued insisted noted explained replied asked wrote tweeted denied
    denies according suggested urged vowed pledged promised acknowledged
    """
)
PRESENT_SAYING = words("says saying tells telling adds adding")  # of SAYING, what is no noun and no past form
NO_VERBS = words("nothing something anything everything morning evening king thing during spring not n't n’t never")
BETWEEN = words("not n't n’t never also still now then already just only yet ever even once again")
"""What can stand between an auxiliary and its verb, beside adverbs in -ly."""
DESCRIBING = words("accused suspected convicted known described identified named called dubbed nicknamed headed owned")
"""Participles that describe a noun where "of", "as", "by" or "with" follow: "a man accused of theft told the court"."""
ANNOUNCING = words(
    "announced announces announce vowed pledged promised confirmed confirms declared declares denied denies warned"
)  # saying that is news in itself
SCHEDULED = words(
    "meets plays travels leaves returns visits opens closes begins starts ends resumes hosts faces departs arrives"
    " takes goes comes signs votes decides sits reopens retires launches publishes parades debates elects flies sails"
)  # the present tense of what is planned, and of captions
THINKING = words(
    """
    estimates estimated believes believe thinks thought think predicted predict predicts expects expected expect hoped
    hopes hope
    """
)
STATIVE = words(
    """
    is are was were be been being has have had seems seem seemed remains remained remain means meant includes
    included contains consists belongs needs want wants wanted know knew like liked costs cost based located called
    named known considered regarded believed intended designed
    """
)
EVENT_NOUNS = words(
    """
    accident acquisition agreement announcement appointment arrest arrival assassination assault attack auction
    award ban battle blast blaze bombing briefing campaign ceasefire celebration ceremony clash clashes collapse
    collision conference conviction coup crash cyclone deal death debut decision defeat delivery demonstration
    departure derailment dinner earthquake election elections embargo eruption evacuation explosion fair festival
    final fire flight flood floods funeral game hearing hurricane inauguration incident inquest interview invasion
    investigation kidnapping landing landslide launch lawsuit match meeting merger murder opening order outbreak
    parade poll premiere protest protests purchase quake race raid raids rally referendum release report
    resignation riot riots ruling sale scandal sentence shooting shootings siege speech storm strike strikes summit
    surgery talks takeoff take-off takeover tour tournament treaty trial tsunami typhoon verdict victory visit vote
    war wedding win withdrawal workshop
    """
)

_DEED_BASES = words(
    """
    abandon abolish accept acquire acquit adopt aground ambush anchor annex appeal appoint approve arrest arrive
    assassinate attack auction award ban bankrupt beat begin behead bomb bounce break burn burst bury buy cancel
    capsize capture catch cede charge clash climb close collapse collide complete concede convict crash cross
    cut damage declare defeat delay deliver demolish depart deport derail destroy detain detonate die disband
    discover dismiss dissolve divorce dock double draw drown elect emerge end enter erupt escape evacuate
    exchange execute expel explode extend extradite fail fall fell fine finish fire flee flood fly form found
    free freeze gather go grant halt hang hijack hire hit hold impose imprison inaugurate indict inherit injure
    install introduce invade jail join jump kidnap kill land launch leak leave liberate lift lose lower march
    marry meet merge miss move murder name nominate occupy open order oust overturn pardon pass perish phone
    plead plunge poison postpone premiere privatise promote protest publish pull quash quit raid raise ram
    ratify reach recall recover refloat refuse reject release relocate remove rename reopen repeal replace
    rescue reshuffle resign resume retire retreat return ring rob roll rule rupture sack sail scatter score
    scrap seal seize sell sentence settle shake shoot shut sign sink slide smash snap split stab stage start
    starve steal step stop storm stranded strike submit sue suspend swear sweep switch take tear test threw
    throw topple torch transfer travel trigger unearth unveil vacate veto visit vote walk win withdraw wound
    wreck
    """
)
_IRREGULAR_DEEDS = words(
    """
    began begun bought broke broken burst caught cut drew drawn fell fallen fled flew flown found froze frozen gave held
    hit hung left lost met quit ran rang rose rung sank sunk sold shook shot shut slid sold split stole stolen struck
    swept swore sworn took taken threw thrown torn tore went won withdrew withdrawn born gone came laid swam sung
    overthrown overthrew broadcast hanged
    """
)


def _forms(base: str) -> frozenset[str]:
    stem = base.removesuffix("e")
    past = {f"{stem}ed", f"{base[:-1]}ied"} | ({f"{base}{base[-1]}ed"} if base[-1] in "bdglmnprt" else set())
    ending = "es" if base.endswith(("s", "sh", "ch", "x")) else "s"
    third = f"{base[:-1]}ies" if base.endswith("y") else f"{base}{ending}"
    return frozenset({base, third, f"{stem}ing", *past})


PLAIN_DEEDS = _DEED_BASES | words("go gather play")
"""The form of a deed that follows "they"."""
DEEDS = frozenset(form for base in _DEED_BASES for form in _forms(base)) | _IRREGULAR_DEEDS
"""Verbs that news tells deeds with, in all forms: life, conflict, justice, office, business, disaster, journey."""
TELLING = words(
    """
    put asked answered told informed wrote telephoned phoned rang called read argued spoke described used quoted
    mentioned offered remembered recalled wanted thought kept looked showed saw seemed felt gave talked laughed smiled
    praised accused blamed criticised criticized hailed thanked invited urged compared demanded maintained repeated
    testified
    """
)
SCENES = words(
    """
    ate carried chatted cheered clapped cooked counted cried drank dressed gazed heard hugged hummed joked knelt
    knitted lay leaned leant nodded noticed parked pointed poured prayed queued sat shivered shrugged sighed slept
    stared stood strolled waited wandered washed waved wept whistled wore worn
    """
)
"""Verbs of what anybody does on any day: a reporter sets a scene with them."""


@lru_cache(_WORDS_KEPT)
def is_past(word: str) -> bool:
    """Tell whether a lower-cased word looks like a past tense or participle."""
    return word in IRREGULAR or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST and word.isalpha())


@lru_cache(_WORDS_KEPT)
def is_verb(word: str) -> bool:
    """Tell whether a lower-cased word surely or probably is a verb by its form."""
    return word in AUXILIARIES or is_past(word)


@lru_cache(_WORDS_KEPT)
def tells_a_clause(word: str) -> bool:
    """Tell whether a lower-cased word is a verb that a clause can have as its own."""
    return is_verb(word) or word in SAYING or word in THINKING
