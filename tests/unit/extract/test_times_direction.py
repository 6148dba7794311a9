"""Days without a date: whether the words around them look back or ahead."""

from __future__ import annotations

import pytest

from bot.model import PartialDate
from tests.unit.extract import found_times
from tests.unit.extract.found_times import times_of

WEDNESDAY = PartialDate.parse(found_times.WEDNESDAY)

PAST = """
He was chief executive until May.
She served as minister until October.
It was not until Friday that they knew.
The party had been paying 35,000 crowns a month until May.
Ms. Dahl, who announced a spending plan on Monday, plans to focus on jobs.
Mr. Dahl has also been raising money for her, including on Monday night.
The festival, which opened on Friday, is free.
Talks were held on Saturday.
He did not return calls on Monday.
He could not be reached Monday.
It would have closed on Sunday.
The bank might have failed in January.
In a statement on Monday, it denied this.
By Sunday, the fire had spread.
Prices are up from December.
The man arrested on Sunday will be charged.
On Monday, the government planned to pay the first bill.
On Monday the court ordered him to leave.
She told talk-radio host Carl Amsel on Monday that it cannot last.
He is coming off a strong debate Monday night.
The two stood face-to-face Tuesday.
The vote has still not come, despite winning the first round in February.
Then they started again, and it was done by February.
Orders had begun to move again in February.
She would not say Monday when it will open.
It is a 12-point jump from November.
The numbers from Tuesday night were no better.
After losing Monday's vote in Harnes, he must turn to the coast.
He hailed the vote to leave, telling reporters on Monday that it is a great day.
The strike, now in its third week, began in February.
The council approved the plan for the harbour bridge on Monday after a debate.
The council approved a plan to build homes on Monday.
Members backed a bill that would ban boats on Monday.
Thousands marched against plans to close the mine on Saturday.
The boat had been seen in January and not challenged until Sunday.
She said on “Meet the Press” on Sunday that he had shown no respect.
The poll was based on calls to 900 voters taken from 12 February through Sunday.
Results tallied through Sunday afternoon show a drop.
Her comments could fuel his doubts about the party or its assertion Tuesday night that it knows him.
Her support in a poll released Sunday is a record low.
Ms. Dahl declared Sunday.
She took to the streets beginning Sunday night.
A levee inspection due in May had been postponed.
The group reported that it raised more in the second half of the year.
They are unlikely to give her the nod after her May comment.
Guns are an issue in Varby after the Lunde church massacre in April.
They may vote for him because of the slaying in Lunde on Friday of a student.
It made it hard for the firm to meet demand for its pumps well into the summer.
In May, Ms. Dahl, the leader of the party in Lunde and Varby, proposed a zone.
They were told on a Friday, and by Tuesday the machines were in Varby.
""".strip().splitlines()

AHEAD = """
The store will stay open until May.
The court adjourned until Monday.
He was suspended until May.
He is likely to bounce back Tuesday when his home state votes.
If Ms. Dahl wins the contest Tuesday, she leads.
Lunde holds its primary on Tuesday.
The country goes to the polls on Sunday.
The governor plans on leaving Monday.
The bill takes effect on Friday.
Ahead of Sunday's election he left.
He is seeking re-election in November.
Polls open at 7 a.m. on Saturday.
Applications close on Friday.
Tickets go on sale Friday.
Unions vowed to strike on Friday.
He urged voters to turn out on Saturday.
The judge ordered him to appear on Friday.
The match has been moved to Saturday.
Starting Saturday trains stop at Lunde.
Effective Friday, the rate is 5 percent.
Markets are closed on Friday for the holiday.
It grew nasty ahead of the crowded Saturday vote.
It raised hopes that the November election will be fair.
It could have big consequences in November if he wins.
Harnes host Lunde on Saturday.
The bill was expected by Friday.
She named Mr. Velk to replace her from Monday.
The second crest reaches Lunde on Tuesday morning.
He praised a plan to rebuild the party if its members lose in October.
She asked for a seat and is almost certain to win a slot at the October convention.
He was asked how the parks would fare if he won the election on 8 November.
He hopes for a last crowd and is on pace to complete the tour on Monday.
Voters will be polled through Sunday.
A person familiar with the planning for Friday's meeting says it will be long.
Tickets for Saturday's match sold out.
The film is set to be released in Lunde with a first night on 22 October.
Ms. Dahl, who was head of the yard for some years, is poised to square off in November's election.
Two parties are competing before that primary 20 September.
The governor declared Friday a day of mourning.
That will not necessarily yield him any advantage over her on 27 December if he is chosen.
Showers are likely on Saturday.
The statue leaves on Thursday and is to be hung on Saturday.
Two delegates are to be received at the ministry on Monday.
A hearing has been listed for 30 November.
A plane with radar flies on Friday.
The yard shuts Friday.
The firm plans to lift the bow on Saturday's tide.
The group plans a rally in Lunde on Saturday.
The minister will visit Varby on Monday, it was learnt in Lunde.
“We begin on the old customs house on Saturday.”
“We fly over on Friday with the camera.”
“Ask me on Friday,” she said.
Would she come back on Saturday?
Schools reopen on Saturday.
Talks resume in May.
The concert is now on Saturday.
Deadline: Friday.
The union announced plans for a strike on Friday.
The union announced plans to strike on Friday.
The board approved a plan to close the mill on 31 March.
""".strip().splitlines()


def last_date(text: str) -> PartialDate | None:
    """The last date of a text that came out on Wednesday 5 March 2031."""
    return [time.dating.date for time in times_of(text) if time.dating.date][-1]


@pytest.mark.parametrize("text", PAST)
def test_told_of_the_past(text: str) -> None:
    """What has happened would be listed, and reminded of, as what is to come."""
    found = last_date(text)
    assert found is not None
    assert found.last < WEDNESDAY.first


@pytest.mark.parametrize("text", AHEAD)
def test_told_of_what_is_to_come(text: str) -> None:
    """What is to come would be listed as past, and nobody reminded of it."""
    found = last_date(text)
    assert found is not None
    assert found.first > WEDNESDAY.first


def test_a_weekday_in_a_headline_is_to_come() -> None:
    """“Mill shuts Friday” would be dated to a week before it shuts."""
    assert last_date("Lunde mill shuts Friday\n\nThe mill is the largest in the country.\n") == PartialDate(2031, 3, 7)
