"""What was posted and has changed since: listed, and asked to be amended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.model.posted import Amendment, Correction, Difference
from bot.schedule.verdicts import Fate, Judge, Verdict, digest_of
from bot.store.chats.posted import PostedMessage, PostedMessages
from bot.store.corpus import Corpus


class CorrectionDesk:
    """Blocking; safe to share between threads. Raises StoreError."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._messages = PostedMessages(corpus.database)

    def listing(self, platform: str = "", server: str = "", channel: str = "", number: int = 0) -> Iterator[Correction]:
        """The messages that show what has changed or gone since, the newest first; amended ones among them.

        Each is compared with its sources as it is asked for, for that is what takes time. Empty places stand for all,
        ``number`` for one message.
        """
        judge = Judge(self._corpus)
        for one in self._messages.stale(platform, server, channel, number):
            verdicts = judge.verdicts(one.items)
            state = digest_of(verdicts)
            if state or one.amended_to:
                yield _correction(one, verdicts, state)

    def amend(self, corrections: Iterable[Correction], *, again: bool = False) -> int:
        """Ask for these to be amended, ``again`` for those that could not be; return how many will be."""
        wanted: Collection[Amendment] = (Amendment.OPEN, Amendment.REFUSED) if again else (Amendment.OPEN,)
        return self._messages.want([one.number for one in corrections if one.state in wanted])


def _correction(one: PostedMessage, verdicts: Sequence[Verdict], state: str) -> Correction:
    return Correction(
        number=one.id,
        address=one.address,
        message_ids=one.message_ids,
        posted_at=one.posted_at,
        what=one.what,
        differences=tuple(_difference(verdict) for verdict in verdicts if verdict.fate is not Fate.SAME),
        state=_state(one, state),
        amended_at=one.amended_at,
        reason=one.refused if one.refused_to == state else "",
    )


def _state(one: PostedMessage, state: str) -> Amendment:
    if one.amended_to == state:
        return Amendment.AMENDED
    if one.wanted:
        return Amendment.WANTED
    return Amendment.REFUSED if one.refused and one.refused_to == state else Amendment.OPEN


def _difference(verdict: Verdict) -> Difference:
    item = verdict.item
    return Difference(
        document=verdict.document.title if verdict.document else item.name,
        before=item.told,
        after=verdict.told,
        kind_before=item.kind,
        kind_after=verdict.quote.kind if verdict.quote else None,
        speaker_before=item.speaker,
        speaker_after=verdict.speaker,
        dated_before=item.dated,
        dated_after=verdict.dated,
        content_hash=item.content_hash,
    )
