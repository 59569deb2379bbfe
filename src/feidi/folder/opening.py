"""Opens files of one project folder, and nothing else: no way out, no device, no archive."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.layout import LARGEST_DOCUMENT
from feidi.quantities.words import Words

# how a file begins that is no text: these are refused and never unpacked
SIGNATURES = {
    b"PK\x03\x04": Words("XLSX 或 ZIP 文件", "an XLSX or ZIP file"),
    b"\xd0\xcf\x11\xe0": Words("XLS 文件", "an XLS file"),
    b"PAR1": Words("Parquet 文件", "a Parquet file"),
    b"\x1f\x8b": Words("GZIP 压缩文件", "a GZIP archive"),
    b"\x28\xb5\x2f\xfd": Words("ZSTD 压缩文件", "a ZSTD archive"),
    b"\xfd7zXZ": Words("XZ 压缩文件", "an XZ archive"),
    b"BZh": Words("BZIP2 压缩文件", "a BZIP2 archive"),
    b"7z\xbc\xaf": Words("7-Zip 压缩文件", "a 7-Zip archive"),
    b"Rar!": Words("RAR 压缩文件", "a RAR archive"),
    b"%PDF": Words("PDF 文件", "a PDF file"),
    b"\xff\xfe": Words("UTF-16 文本", "UTF-16 text"),
    b"\xfe\xff": Words("UTF-16 文本", "UTF-16 text"),
}
PARQUET = b"PAR1"
_LONGEST = max(len(signature) for signature in SIGNATURES)


class Refused(Exception):
    """Something cannot be opened, settled or written; `problems` say why and how to mend it.

    lang: the folder's language where it is known, else empty.
    """

    def __init__(self, *problems: Problem, lang: str = "") -> None:
        first = problems[0]
        super().__init__(f"{first.at}  [{first.code}] {first.what.zh} / {first.what.en}")
        self.problems = problems
        self.lang = lang

    @property
    def problem(self) -> Problem:
        """The first problem."""
        return self.problems[0]


def refuse(name: str, code: str, what: Words, fix: Words) -> Refused:
    """Return the refusal of a file as a whole."""
    return Refused(Problem(code, At(name), what, fix))


class Root:
    """The folder everything must lie in. `path` is absolute, links followed."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        given = Path(path)
        try:
            str(given).encode()
            self.path = given.resolve(strict=True)
            is_folder = self.path.is_dir()
        except (OSError, RuntimeError, ValueError) as error:
            raise _no_folder(given) from error
        if not is_folder:
            raise _no_folder(given)

    def inside(self, name: str) -> Path:
        """Return the real place of a name of the folder; refuse one that leads out."""
        try:
            real = (self.path / name).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise unreadable(name, error) from error
        if not real.is_relative_to(self.path):
            raise refuse(
                name,
                "FO004",
                Words(
                    f"通过链接指向项目文件夹之外：{real}",
                    f"a link leads out of the project folder: {real}",
                ),
                Words("把文件本身放进项目文件夹", "put the file itself into the project folder"),
            )
        return real

    def exists(self, name: str) -> bool:
        """Say whether anything has that name, a broken link included."""
        return os.path.lexists(self.path / name)

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder of the folder, sorted; none where it does not exist."""
        if not self.exists(folder):
            return []
        real = self.inside(folder)
        try:
            return sorted(f"{folder}/{entry.name}" for entry in os.scandir(real))
        except OSError as error:
            raise unreadable(folder, error) from error

    def open(self, name: str) -> BinaryIO:
        """Return an ordinary file of the folder, open for reading its bytes."""
        real = self.inside(name)
        try:
            descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise unreadable(name, error) from error
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise refuse(
                name,
                "FO003",
                Words("这里应是普通文件，却是文件夹、管道或设备", "not an ordinary file"),
                Words("换成普通文件", "put an ordinary file here"),
            )
        return os.fdopen(descriptor, "rb")

    def open_text(self, name: str) -> BinaryIO:
        """Return a file that is meant to be text; refuse archives and empty files."""
        file = self.open(name)
        try:
            start = file.read(_LONGEST)
            file.seek(0)
        except OSError as error:
            file.close()
            raise unreadable(name, error) from error
        if not start:
            file.close()
            raise refuse(
                name,
                "FO006",
                Words("文件是空的，0 字节", "the file is empty, 0 bytes"),
                Words("写入内容，或删去这个文件", "fill the file, or delete it"),
            )
        for signature, kind in SIGNATURES.items():
            if start.startswith(signature):
                file.close()
                raise refuse(
                    name,
                    "FO007",
                    Words(
                        f"这是{kind.zh}，不是文本，没有打开",
                        f"this is {kind.en}, no text; not opened",
                    ),
                    Words(
                        "在表格软件里另存为“CSV UTF-8（逗号分隔）”",
                        "save it from the spreadsheet as “CSV UTF-8 (comma delimited)”",
                    ),
                )
        return file

    def document(self, name: str) -> bytes:
        """Return the bytes of a document, which must be UTF-8 and of a sensible size."""
        with self.open_text(name) as file:
            try:
                content = file.read(LARGEST_DOCUMENT + 1)
            except OSError as error:
                raise unreadable(name, error) from error
        if len(content) > LARGEST_DOCUMENT:
            raise refuse(
                name,
                "FO022",
                Words(f"文件超过 {LARGEST_DOCUMENT} 字节", f"larger than {LARGEST_DOCUMENT} bytes"),
                Words("把附件移出文档", "move attachments out of the document"),
            )
        _refuse_bad_text(name, content)
        return content


def _refuse_bad_text(name: str, content: bytes) -> None:
    if b"\0" in content:
        raise nul_byte(At(name, content.count(b"\n", 0, content.index(b"\0")) + 1))
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(
            Problem(
                "FO008",
                At(name, line),
                Words(
                    f"第 {error.start + 1} 个字节 0x{content[error.start]:02X} 不是 UTF-8",
                    f"byte {error.start + 1}, 0x{content[error.start]:02X}, is not UTF-8",
                ),
                Words(
                    "签署的文本以 UTF-8 保存，指纹才唯一",
                    "save signed texts as UTF-8, so that their fingerprint is unique",
                ),
            )
        ) from error


def nul_byte(at: At) -> Refused:
    """Return the refusal of a text with a NUL byte in it."""
    return Refused(
        Problem(
            "FO010",
            at,
            Words("这一行含有空字节 0x00", "the line holds a NUL byte, 0x00"),
            Words("文件可能损坏；从来源重新导出", "the file may be damaged; export it again"),
        )
    )


def damaged(name: str, why: Words) -> Refused:
    """Return the refusal of a Parquet file that cannot be read."""
    return refuse(
        name,
        "FO017",
        Words(f"不是完好的 Parquet 文件：{why.zh}", f"no sound Parquet file: {why.en}"),
        Words("重新导出", "export it again"),
    )


def _no_folder(given: Path) -> Refused:
    return refuse(
        str(given),
        "FO001",
        Words("没有这个项目文件夹", "there is no such project folder"),
        Words("核对路径，或用 feidi new 新建一个", "check the path, or make one with feidi new"),
    )


def unwritable(name: str, error: Exception) -> Refused:
    """Return the refusal to write where the system does not let us; nothing is half-written."""
    return refuse(
        name,
        "FO033",
        Words(f"不能写入：{_reason(error)}", f"it cannot be written: {_reason(error)}"),
        Words(
            "核对权限、磁盘空间和路径；原有文件没有改动",
            "check permissions, free space and the path; what was there is unchanged",
        ),
    )


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__


def unreadable(name: str, error: Exception) -> Refused:
    """Return the refusal of a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return refuse(
            name,
            "FO002",
            Words("没有这个文件", "there is no such file"),
            Words("补上文件，核对文件名", "add the file, check its name"),
        )
    reason = _reason(error)
    return refuse(
        name,
        "FO005",
        Words(f"文件不能读：{reason}", f"the file cannot be read: {reason}"),
        Words("核对权限和磁盘", "check permissions and the disk"),
    )
