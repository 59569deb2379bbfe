"""Files are known by their bytes; who sees an object sees its files, and nobody else."""

import pytest

from feidi.workbench.actions import Refusal
from feidi.workbench.documents.media import MEDIA
from feidi.workbench.documents.sniffing import Upload, media_of, safe_name
from workbench.uploads import HOSTILE, SOUND


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_kept_as_what_it_is(name: str) -> None:
    kind = media_of(Upload(name, SOUND[name]))
    assert name.lower().endswith(MEDIA[kind].endings)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused(case: str) -> None:
    with pytest.raises(Refusal):
        media_of(Upload(*HOSTILE[case]))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\temp\\合同.pdf", "合同.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ('a"; filename="b.pdf', "a__ filename=_b.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("...hidden.pdf ", "hidden.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_safe(said: str, kept: str) -> None:
    assert safe_name(said) == kept
