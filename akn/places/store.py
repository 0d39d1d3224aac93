"""What lies in a store: read, listed, written, through fsspec; what goes wrong is told without any secret.

An object is written whole or not at all: stores of objects show it only when all of it is there. Where a store
can compare, it is written only if it still is what it was when it was looked at.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, BinaryIO, Final, Protocol

from akn.errors import AknError, UnreadableError, UnwritableError

#: How many objects are listed at once; no store gives more.
_PAGE: Final = 1000
#: What is said of errors of stores, which may repeat keys and signed addresses: never their own words.
_SAID: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (
        (
            "EndpointConnectionError",
            "ConnectionError",
            "ConnectTimeoutError",
            "ReadTimeoutError",
            "ClientConnectorError",
            "ClientConnectionError",
            "TimeoutError",
            "FSTimeoutError",
            "gaierror",
        ),
        "the store cannot be reached; look at its address (for s3 AWS_ENDPOINT_URL) and at the network",
    ),
    (("FileNotFoundError", "NoSuchKey", "NoSuchBucket"), "there is no such file"),
    (("NotADirectoryError", "IsADirectoryError"), "there is no such file"),
    (
        ("NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "TokenRetrievalError"),
        (
            "no key for the store was found; give it as the store's own programs want it (for s3 AWS_PROFILE, or "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)"
        ),
    ),
    (
        (
            "PermissionError",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "ClientResponseError",
        ),
        "the store refuses; look at the key, and at what it may do",
    ),
    (("BadZipFile", "ReadError"), "this is no archive of that kind, or it is damaged"),
    (("NoRegionError",), "the store wants a region (for s3 AWS_DEFAULT_REGION)"),
)
#: What a store calls it when something was not as it was when it was looked at.
_CHANGED: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})


class Address(Protocol):
    """What a `Url` is to its store."""

    @property
    def scheme(self) -> str:
        """What the store is called in URLs."""

    @property
    def path(self) -> str:
        """Its name in the store."""

    @property
    def behind(self) -> str:
        """What the store itself lies in."""

    @property
    def nature(self) -> str:
        """What stands behind it."""

    @property
    def whole(self) -> str:
        """All of it, secrets too."""

    @property
    def is_folder(self) -> bool:
        """Whether it is written as a folder is."""


class ChangedError(UnwritableError):
    """Somebody else wrote the object since it was looked at; it is as they wrote it."""


@lru_cache(maxsize=32)
def _opened(scheme: str, behind: str, process: int) -> Any:
    """The file system of a store; each process has its own, for connections are not shared."""
    del process
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # an extra
    except ImportError:
        raise AknError(
            "places named by URL need a library; install it with “pip install 'akn[cloud]'”"
        ) from None
    stores = ("s3", "gs", "az")  # what others write there meanwhile is to be seen
    how: dict[str, Any] = (
        {"use_listings_cache": False, "skip_instance_cache": True} if scheme in stores else {}
    )
    return url_to_fs(f"{scheme}://{behind}", **how)[0]


def forget() -> None:
    """Close what was opened: the next file is asked for with the key and address that the environment has then."""
    _opened.cache_clear()


def _system(url: Address) -> Any:
    try:
        return _opened(url.scheme, url.behind, os.getpid())
    except ImportError:
        raise AknError(
            f"{url.scheme}:// needs a library of its own; install the one fsspec names for it"
        ) from None


def _path(url: Address) -> str:
    return url.whole if url.nature == "web" else url.path


def _names(error: BaseException) -> Iterator[str]:
    """What an error of a store is called: by its classes, by the store's own code; the cause comes last."""
    seen: BaseException | None = error
    while seen is not None:
        response = getattr(seen, "response", None)
        if isinstance(response, dict):
            yield str(response.get("Error", {}).get("Code", ""))
        yield from (kind.__name__ for kind in type(seen).__mro__)
        seen = seen.__cause__


def _reason(error: BaseException) -> str:
    names = set(_names(error))
    for known, said in _SAID:
        if names & set(known):
            return said
    number = getattr(error, "errno", None)
    if number in {errno.ENOSPC, errno.EDQUOT}:
        return "the store is full"
    return f"the store failed ({type(error).__name__})"


@contextmanager
def _told(
    url: Address, kind: type[AknError] = UnreadableError, doing: str = "cannot be read"
) -> Iterator[None]:
    """Translate whatever a store raises: each has classes of its own, and some are no `OSError`."""
    try:
        yield
    except AknError:
        raise
    except Exception as error:  # noqa: BLE001  # as the docstring says
        raise kind(f"{url}: {doing}: {_reason(error)}") from None  # its own words may hold a secret


@contextmanager
def opened(url: Address) -> Iterator[BinaryIO]:
    """Open the file at `url` for reading.

    Raises:
        UnreadableError: there is none, or it cannot be read; the message holds no key.
    """
    with _told(url), _system(url).open(_path(url), "rb") as stream:
        yield stream


def stamp(url: Address) -> str | None:
    """What changes when the file at `url` does: the store's mark, or size and time; None where there is none.

    Raises:
        UnreadableError: the store cannot be asked.
    """
    with _told(url):
        try:
            return _mark(_system(url).info(_path(url)))
        except (FileNotFoundError, NotADirectoryError):
            return None


def _mark(known: dict[str, Any]) -> str | None:
    if known.get("type") == "directory":
        return None
    mark = known.get("ETag") or known.get("etag") or known.get("CRC")
    if mark:
        return str(mark)
    return f"{known.get('size')}-{known.get('mtime') or known.get('created') or ''}"


def is_folder(url: Address) -> bool:
    """Whether there is anything below `url`.

    Raises:
        UnreadableError: the store cannot be asked.
    """
    if url.nature == "web":
        return False
    with _told(url):
        if url.scheme == "s3":
            try:
                return next(_objects(url), None) is not None
            except FileNotFoundError:
                return False
        return bool(_system(url).isdir(_path(url)))


def below(url: Address) -> Iterator[str]:
    """Yield the path of every file below the folder `url`, in the order of the store, and never hold all of them.

    Raises:
        UnreadableError: there is no such folder, or it cannot be listed.
    """
    with _told(url, doing="cannot be listed"):
        if url.nature == "web":
            raise UnreadableError(f"{url}: the web has no folders; name the files")
        if url.scheme == "s3":
            yield from _objects(url)
            return
        system = _system(url)
        for folder, _, files in system.walk(_path(url), detail=True):
            for name in sorted(files):
                yield (
                    f"{folder.rstrip('/')}/{name}" if folder else name
                )  # some stores end a folder in a slash


def _objects(url: Address) -> Iterator[str]:
    """The objects below `url`, page after page: fsspec itself holds all of a listing."""
    bucket, _, start = url.path.rstrip("/").partition("/")
    more: dict[str, str] = {}
    while True:
        page = _system(url).call_s3(
            "list_objects_v2", Bucket=bucket, Prefix=f"{start}/" if start else "", MaxKeys=_PAGE, **more
        )
        for found in page.get("Contents", ()):
            if not found["Key"].endswith("/"):  # that is how consoles mark a folder
                yield f"{bucket}/{found['Key']}"
        if not page.get("IsTruncated"):
            return
        more = {"ContinuationToken": page["NextContinuationToken"]}


def put(url: Address, data: bytes, *, since: str | None = "") -> None:
    """Write `data` to `url`, whole or not at all.

    With `since`, the `stamp` that it had (None where there was nothing), only if it still is so; stores other
    than S3 and this process's memory cannot compare.

    Raises:
        ChangedError: somebody else wrote it since.
        UnwritableError: it cannot be written; it is as it was.
    """
    if url.nature in {"archive", "web"}:
        raise UnwritableError(f"{url}: nothing is written there; name a folder, or a store of objects")
    how: dict[str, Any] = {}
    if since != "" and url.scheme == "s3":
        how = {"IfNoneMatch": "*"} if since is None else {"IfMatch": since}
    elif since != "" and url.nature == "process" and stamp(url) != since:
        raise ChangedError(_changed(url))
    with _told(url, UnwritableError, "cannot be written; nothing was changed"):
        try:
            _system(url).pipe_file(_path(url), data, **how)
        except Exception as error:
            if how and (_CHANGED & set(_names(error)) or isinstance(error, FileExistsError)):
                if _holds(url, data):
                    return  # two runs of one command
                raise ChangedError(_changed(url)) from None
            raise


def _holds(url: Address, data: bytes) -> bool:
    with opened(url) as stream:
        return stream.read(len(data) + 1) == data


def _changed(url: Address) -> str:
    return f"{url}: somebody else has written it since it was looked at; it is as they wrote it"


def put_pieces(url: Address, pieces: Iterable[bytes]) -> None:
    """Write `pieces` to `url`, one after the other; it is there when all of them are, and not before.

    Raises:
        UnwritableError: it cannot be written; it is as it was.
    """
    if url.nature in {"archive", "web"}:
        raise UnwritableError(f"{url}: nothing is written there; name a folder, or a store of objects")
    with _told(url, UnwritableError, "cannot be written; nothing was changed"):
        stream = _system(url).open(_path(url), "wb", autocommit=False)
        try:
            for piece in pieces:
                stream.write(piece)
            stream.close()
        except BaseException:
            stream.discard()
            raise
        stream.commit()
