"""Words that pages carry without marks: readers' comments, forum entries, posts, entries of live pages."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import marked

BODY = "The council of Torrin voted on Tuesday to close the Weir Street bath. It will be sold in May."
FIRST, SECOND = "I taught both my boys there. A disgrace.", "Nobody used it. Sell the land."
BOTH = [((FIRST,), "swim_mum"), ((SECOND,), "Terry B")]
LIVE = "Live: floods in the Tamsel valley\n\nBy Mara Velk and Tom Orrery\n4 March 2031\n\n"


@pytest.mark.parametrize(
    "page",
    [
        "Comments (4)  Newest\n\nswim_mum · 3 hours ago\n{}\nLike (42)   Reply\n\nTerry B · 2 hours ago\n{}\nReport",
        "What readers say\n\nswim_mum\n2 hours ago\n{}\nReply Share 3\n\nTerry B\n1h ago\n{}\nReply Share 12",
        "58 comments\nSort by likes\n\nswim_mum (12 likes)\n{}\n\nTerry B\nMay 4, 2031 9:12 am\n{}\n\nReply",
        "Posted by swim_mum on 12 March 2031, 14:03\n\n{}\n\nPosted by Terry B on 12 March 2031, 14:40\n\n{}",
        "Comments (2)\n\nswim_mum, 3 hours ago\n\n{}\n\nTerry B\n\n{}\n\n© 2031 Torrin Ledger",
        "swim_mum · 3 hours ago\n{}\n\nTerry B in reply to swim_mum · 2 hours ago\n{}\n",
        "Comments (36)\nSort by: Oldest\n\nswim_mum\n{}\n\nReport   Share\n\nTerry B · 2 hours ago\n{}\n\nSign up here",
    ],
    ids=[
        "controls under each",
        "name over time",
        "likes beside the name",
        "a forum",
        "a name alone",
        "no heading",
        "an account without a time",
    ],
)
def test_comments_are_those_of_who_signed_them(page: str) -> None:
    """What readers wrote would be lost, or be served with the buttons of the page in it."""
    assert marked(f"Council closes bath\n\n{BODY}\n\n{page.format(FIRST, SECOND)}") == BOTH


@pytest.mark.parametrize(
    ("entry", "speaker", "words"),
    [
        (
            "17:20\nFrom the Torrin lifeboat crew:\n\nBack ashore. Kettle on.",
            "Torrin lifeboat crew",
            "Back ashore. Kettle on.",
        ),
        ("17:20 A post from her deputy, Ilse Brandt, who left in June:\n\nI was wrong.", "Ilse Brandt", "I was wrong."),
        (
            "17:20\nTom Orrery at the old bridge: It is quiet. The water rises.",
            "Tom Orrery",
            "It is quiet. The water rises.",
        ),
        ("17:20 Mara Velk, in the control room: I count eleven phones.", "Mara Velk", "I count eleven phones."),
        (
            "17:20\nPost by the river authority on X:\nThe gates are open. Stay away.",
            "river authority",
            "The gates are open. Stay away.",
        ),
        ("17:20 Statement from the fire service: All units are out.", "fire service", "All units are out."),
        (
            "17:20 Police chief Bela Csonka on Facebook:\nWe have closed the road. Go home.",
            "Bela Csonka",
            "We have closed the road. Go home.",
        ),
    ],
    ids=[
        "a ship's crew",
        "with who it is",
        "a reporter on the spot",
        "a reporter with the time",
        "a post",
        "a statement in the line",
        "on a platform",
    ],
)
def test_entries_of_a_live_page(entry: str, speaker: str, words: str) -> None:
    """A live page's posts and reports would be nobody's."""
    text = f"{LIVE}{entry}\n\n16:10\nThe chief of police, Bela Csonka, has closed the road to Torrin.\n"
    assert marked(text) == [((words,), speaker)]


@pytest.mark.parametrize(
    ("post", "speaker"),
    [
        ("Lena Frost\n@lenafrost\nI never signed that paper.\n9:14 AM · May 3, 2031", "Lena Frost"),
        ("Lena Frost (@lenafrost) May 3, 2031\nI never signed that paper.", "Lena Frost"),
        ("FC Torrin ✓\n@fctorrin\nFollowing\nI never signed that paper.\n12.4K likes", "FC Torrin"),
        ("@torrinpolice · 2h\nI never signed that paper.", "torrinpolice"),
    ],
    ids=["account over handle", "with its date", "with buttons", "a handle alone"],
)
def test_who_posted(post: str, speaker: str) -> None:
    """A post would be nobody's, or the last sentence before it be its author."""
    text = f"The singer answered on Monday.\n\n{post}\n\nBy noon it had been shared 9,000 times.\n"
    assert marked(text) == [(("I never signed that paper.",), speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Bridge opens\n\nMara Velk\n@maravelk\n\nThe bridge at Torrin opened on Monday. It is blue.\n",
        f"{BODY}\n\nA post shared by Lena Frost (@lenafrost)\n\nThe bath was built in 1931.\n",
        f"{LIVE}17:20\nFrom Monday: trains will run again.\n\n16:10\nThe road to Torrin is shut.\n",
        f"Council closes bath\n\n{BODY}\n\nPosted on X:\n\nThe bath will be missed by those who swam in it.\n",
        f"Council closes bath\n\n{BODY}\n\nLike I said, the land will be sold. Reply by May.\n",
        (
            f"Council closes bath\n\n{BODY}\n\nFares to rise\n\nTom Brandt · 3 hours ago\n\nTram line is voted down\n\n"
            "Mara Velk · 5 hours ago\n\nNight clinic to stay open until the autumn\n"
        ),
        (
            "Storm reaches the coast\n\nTom Brandt\n\n5 minutes ago\n\nThe wall at Torrin has been breached.\n\n"
            "Mara Velk\n\n"
            "20 minutes ago\n\nThe council has opened the school gym for the night.\n"
        ),
        "Bath closes\n\nBy Tom Brandt\n\n2 hours ago\n\nIt closes.\n\nBy Mara Velk\n\n1 day ago\n\nYou may swim.\n",
        (
            f"Council closes bath\n\n{BODY}\n\nComments\n\nComments are closed.\n\nMost read\n\n"
            "Tom Brandt, 4 May 2031\n\nNight clinic to stay open\n"
        ),
        f"Council closes bath\n\n{BODY}\n\nComments\n\nSign in to comment\n\nNewsletter\n\nYour week in one letter.\n",
        f"{LIVE}17:20\nBan on TikTok: what it means for schools\n\n16:10\nFrom the archive: how the road was built\n",
    ],
    ids=[
        "a reporter's handle above the story",
        "the foot of a post",
        "a day",
        "a verb of posting without a subject",
        "text like a button",
        "authors and times of other stories",
        "reporters of a live page",
        "bylines",
        "other stories under closed comments",
        "a box under comments",
        "things on a platform",
    ],
)
def test_what_is_no_post(text: str) -> None:
    """The reporter's own text would be served as a quotation."""
    assert marked(text) == []


def test_one_comment_by_an_account() -> None:
    """A comment that says neither "I" nor "you" would be lost."""
    page = "Comments (36)\nSort by: Oldest\n\nswim_mum\nSaw it as a child. Worth every penny.\n\nReport   Share"
    text = f"Council closes bath\n\n{BODY}\n\n{page}\n\nSign up to the Torrin Letter\n"
    assert marked(text) == [(("Saw it as a child. Worth every penny.",), "swim_mum")]


def test_a_post_goes_on_over_its_lines() -> None:
    """All but the first line of an embedded post would be the reporter's."""
    post = "Lena Frost @lenafrost\nI never signed it.\nI never saw it.\nGood night.\n12 likes"
    text = f"The singer answered on Monday.\n\n{post}\n\nBy noon it had been shared 9,000 times.\n"
    assert marked(text) == [(("I never signed it.", "I never saw it.", "Good night."), "Lena Frost")]


def test_the_text_of_a_statement_goes_on_while_it_says_i() -> None:
    """Half of a statement would be lost."""
    text = f"{LIVE}17:20 The text of Velk’s statement:\n\nI will go.\n\nI have no regrets.\n\n16:10 It rains.\n"
    assert marked(text) == [(("I will go.", "I have no regrets."), "Mara Velk")]
