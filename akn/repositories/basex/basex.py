"""A repository in BaseX: the trees in a database of their own, records and words in others.

The URL's database, ``akn``, holds the Akoma Ntoso and nothing else, to be asked anything in
XQuery. ``akn_records`` holds the index and the exact bytes, ``akn_text_eng`` the words of all
English documents with a full-text index in that language. One document is one update.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from lxml import etree
from msgspec.structs import replace

from akn.errors import (
    AbsentError,
    CredentialsError,
    NoRepositoryError,
    RepositoryError,
    UnfiledError,
)
from akn.repositories import folding, indexing, paths
from akn.repositories.basex import records as basex_records
from akn.repositories.basex.client import AccessDeniedError, BasexClient, BasexError
from akn.repositories.examining import REMEDY, damage, examined
from akn.repositories.identity import Filed, Outcome, Verdict, judge
from akn.repositories.interface import Holding, Kept, Query, Repository
from akn.repositories.searching import stemming
from akn.repositories.url import PASSWORD_VARIABLE, Location
from akn.tree.iri import current

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from akn.repositories.entry import Entry

#: The version of the records' schema.
SCHEMA = 1
_PORT = 1984
_BATCH = 50
_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")
#: What is wrong with the whole, by the word with which the query tells it.
_ASTRAY = {
    "newest": "the index has a wrong mark for which version is the newest:",
    "stray": "the index has words of a document that is not there:",
}
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@cache
def _query(name: str) -> str:
    return resources.files(__package__).joinpath("queries", f"{name}.xq").read_text(encoding="utf-8")


class BasexRepository(Repository):
    """The documents in the database `location` names."""

    def __init__(self, location: Location, *, create: bool) -> None:
        self.name = location.shown
        self._location = location
        self._documents = location.path
        self._records = f"{location.path}_records"
        self._behind: set[str] = set()  # the languages whose full-text index is behind
        self._stems: dict[str, str] = {}
        if not _NAME.fullmatch(location.path):
            raise RepositoryError(
                f"{self.name} names no database that BaseX could have; write basex://user@host:1984/akn"
            )
        with self._explained():
            self._client = BasexClient(
                location.host or "localhost",
                location.port or _PORT,
                location.user or "admin",
                location.password,
            )
        try:
            self._prepare(create=create)
        except BaseException:
            self._client.close()
            raise

    def _prepare(self, *, create: bool) -> None:
        try:
            self._client.command("SET CHOP false")  # keep white space as it is
        except BasexError as error:  # since BaseX 10 there is no such option, and white space stays
            if "CHOP" not in str(error).upper():
                raise RepositoryError(f"{self.name}: {error}") from error
        found = self._ask("schema")
        if found == "absent" and create:
            found = self._ask("prepare", documents=self._documents, schema=str(SCHEMA))
        if found in {"absent", ""}:
            raise NoRepositoryError(
                f"there is no repository at {self.name}; “akn deposit … --to {self.name}” makes one"
            )
        if int(found) > SCHEMA:
            raise RepositoryError(
                f"{self.name} was made by a newer akn (its schema is version {found}, this one knows "
                f"{SCHEMA}); upgrade akn; nothing was changed"
            )

    def _ask(self, query: str, *fill: tuple[str, str], **variables: str) -> str:
        """Run a query of this package, with `variables` bound; the names of Python have ``_`` for ``-``."""
        text = _query(query)
        for slot, value in fill:
            text = text.replace("{" + slot + "}", value)
        bound = {name.replace("_", "-"): value for name, value in variables.items()}
        if "$database external" in text:
            bound["database"] = self._records
        with self._explained():
            return self._client.query(text, bound)

    # ---------------------------------------------------------------------------------- languages

    def _text_database(self, language: str) -> str:
        return f"{self._documents}_text_{language if _LANGUAGE.fullmatch(language) else 'und'}"

    def _stem(self, language: str) -> str:
        """BaseX's name for `language`, "" where this server has no stemmer for it."""
        if language not in self._stems:
            name = stemming(language, "basex")
            try:
                if name:
                    self._client.query(f'"a" contains text "a" using stemming using language "{name}"', {})
            except BasexError:
                name = ""
            self._stems[language] = name
        return self._stems[language]

    def _options(self, language: str) -> tuple[str, str]:
        name = self._stem(language)
        options = f'"stemming": true(), "language": "{name}"' if name else '"stemming": false()'
        return "stemming-options", options

    def _search(self, language: str) -> str:
        name = self._stem(language)
        match = f'using stemming using language "{name}"' if name else ""
        text = _query("search").replace("{database}", self._text_database(language))
        return text.replace("{stemming-match}", match)

    def _languages(self) -> list[str]:
        with self._explained():
            names = self._client.query("db:list()", {}).split()
        prefix = f"{self._documents}_text_"
        return [name.removeprefix(prefix) for name in names if name.startswith(prefix)]

    # --------------------------------------------------------------------------------- the interface

    def known(self, hashes: Collection[str]) -> set[str]:
        """Those of `hashes` that are kept already."""
        return set(self._ask("known", hashes=" ".join(hashes)).split())

    def filed(self, work: str, expression: str) -> list[Filed]:
        """Every version kept under the IRI `work` or under the IRI `expression`."""
        answer = self._ask("records", name=work, alias=expression, number="", only_works="true")
        return [basex_records.filed(found) for found in basex_records.records(answer)]

    def deposit(self, content: bytes, entry: Entry, *, valid: bool, when: str) -> Verdict:
        """Keep `content`, in one update; judged again where others deposited under the same IRI meanwhile."""
        sha256, facts = indexing.sha256(content), entry.facts
        tree = etree.tostring(indexing.parse(content, facts.expression).getroot(), encoding="unicode")
        while True:
            seen = self.filed(facts.work, facts.expression)
            verdict = judge(facts, sha256, seen)
            if verdict.outcome in {Outcome.REFUSED, Outcome.UNCHANGED}:
                return verdict
            answer = self._ask(
                "deposit",
                self._options(facts.language),
                documents=self._documents,
                text_database=self._text_database(facts.language),
                seen=" ".join(sorted(filed.sha256 for filed in seen)),
                record=basex_records.record(
                    content, sha256, entry, verdict.version, valid=valid, deposited=when
                ),
                tree=tree,
                path=str(paths.path(facts.expression, verdict.version, valid=valid)),
                parts=basex_records.words(sha256, entry),
            )
            if answer == "done":
                self._behind.add(facts.language)
                return verdict

    def find(self, query: Query) -> list[Holding]:
        """Return what meets `query`."""
        spoken = self._languages()
        wanted = [query.language] if query.language in spoken else [] if query.language else spoken
        targets, celex = self._cited(query.cites) if query.cites else (set(), "")
        answer = self._ask(
            "find",
            ("searches", ",\n  ".join(self._search(language) for language in wanted) if query.terms else ""),
            language=query.language,
            phrases="\n".join(" ".join(words) for words in query.terms),
            kind=query.kind,
            since=query.since,
            until=query.until,
            author=f" {folding.name(query.author) or query.author} " if query.author else "",
            procedure=folding.number(query.procedure),
            targets="\n".join(sorted(targets)),
            celex=celex,
            level=query.level,
            limit=str(query.limit),
        )
        return [basex_records.holding(found, query.terms) for found in basex_records.records(answer)]

    def _cited(self, cited: str) -> tuple[set[str], str]:
        """Return the IRIs under which the document called `cited` may be cited, and its CELEX number."""
        targets = folding.targets(cited)
        for found in (each for one in {cited, current(cited)} for each in self._named(one)):
            for other in self.filed(found.get("work") or "", ""):
                targets |= {other.facts.work, *(folding.target(value) for _, value in other.facts.aliases)}
        return targets - {""}, folding.celex(cited)

    def _named(self, name: str) -> Iterator[etree._Element]:
        answer = self._ask(
            "records", name=name, alias=folding.name(name), number=folding.number(name), only_works="false"
        )
        return basex_records.records(answer)

    def holdings(self, name: str) -> list[Holding]:
        """Every version that is called `name`."""
        return [basex_records.holding(found, ()) for found in self._named(name)]

    def read(self, holding: Holding) -> bytes:
        """Return the bytes of `holding`."""
        for kept in self._read([holding.sha256]):
            if kept.content is None or not kept.whole:
                raise RepositoryError(
                    f"{kept.name} in {self.name} is damaged; “akn verify” names all that is"
                )
            return kept.content
        raise AbsentError(f"{holding.expression}, version {holding.version}, is not in {self.name}")

    def _read(self, hashes: Collection[str]) -> Iterator[Kept]:
        return map(basex_records.kept, self._found(hashes))

    def _found(self, hashes: Collection[str]) -> Iterator[etree._Element]:
        answer = self._ask("read", documents=self._documents, hashes=" ".join(hashes))
        return basex_records.records(answer)

    def examine(self) -> Iterator[Kept]:
        """Look at the database as a whole, then read back every document and hold record and words to it."""
        for line in self._ask("astray", documents=self._documents).splitlines():
            what, _, which = line.partition(" ")
            yield damage(self.name, f"{_ASTRAY[what]} {which}; {REMEDY}")
        hashes = self._ask("hashes").split()
        for start in range(0, len(hashes), _BATCH):
            for found in self._found(hashes[start : start + _BATCH]):
                yield basex_records.proved(found, examined(basex_records.kept(found)))

    def reindex(self) -> Iterator[Kept]:
        """Build the index anew, document by document; where it is cut short, run it again."""
        hashes = self._ask("hashes").split()
        self._ask("clear", documents=self._documents)
        for start in range(0, len(hashes), _BATCH):
            for found in self._found(hashes[start : start + _BATCH]):
                yield self._renewed(basex_records.kept(found), found)
        self._ask("newest")
        self._optimize()

    def _renewed(self, kept: Kept, found: etree._Element) -> Kept:
        if kept.content is None:
            return kept
        try:
            entry = indexing.entry(indexing.parse(kept.content, kept.name), kept.name)
        except UnfiledError as error:
            return replace(kept, content=None, problem=str(error))
        language = entry.facts.language
        self._ask(
            "renew",
            self._options(language),
            text_database=self._text_database(language),
            record=basex_records.record(
                kept.content,
                kept.sha256,
                entry,
                kept.version,
                valid=kept.valid,
                deposited=found.get("deposited") or "",
                sealed=found.get("seal") or "",
            ),
            parts=basex_records.words(kept.sha256, entry),
        )
        self._behind.add(language)
        return replace(kept, problem="")

    def _optimize(self) -> None:
        while self._behind:
            language = self._behind.pop()
            self._ask("optimize", self._options(language), text_database=self._text_database(language))

    def close(self) -> None:
        """Bring the full-text indexes up to date, and end the session."""
        try:
            self._optimize()
        finally:
            self._client.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except AccessDeniedError:
            raise CredentialsError(
                f"{self.name}: the server refuses this user or password; check both, or set "
                f"{PASSWORD_VARIABLE}"
            ) from None
        except BasexError as error:
            raise RepositoryError(f"{self.name}: {self._location.scrubbed(str(error))}") from error
        except OSError as error:
            raise RepositoryError(
                f"{self.name}: the server does not answer ({error.strerror or error}); is it running, and "
                "are host and port right? What was deposited stays; run the same command again"
            ) from error


def open_repository(location: Location, *, create: bool, durable: bool) -> BasexRepository:
    """Return the repository in the databases that `location` names; made where `create` allows it.

    BaseX writes each update to its files and leaves the rest to the system, so
    `durable` makes no difference.
    """
    del durable
    if not location.password:
        raise CredentialsError(f"{location.shown} needs a password; put it into {PASSWORD_VARIABLE}")
    return BasexRepository(location, create=create)
