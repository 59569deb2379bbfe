"""Files are known by their bytes; who sees an object sees its files, and nobody else."""

import base64
import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from feidi.evidence.problem import has_errors
from feidi.folder import check, read_folder
from feidi.workbench.accounts.actor import NotAllowed
from feidi.workbench.actions import Refusal
from feidi.workbench.agreements.actions import draft, propose
from feidi.workbench.agreements.models import Text
from feidi.workbench.documents.actions import attach, remove
from feidi.workbench.documents.media import MEDIA
from feidi.workbench.documents.models import Content, Document
from feidi.workbench.documents.sniffing import Upload, media_of, safe_name
from feidi.workbench.documents.taking import INDEX
from feidi.workbench.exchange.backing_up import back_up
from feidi.workbench.exchange.taking import take_folder
from feidi.workbench.imports.models import Batch
from feidi.workbench.pages.uploading import LARGEST_FORM, BoundedUpload
from feidi.workbench.parks.models import Park, Seat
from feidi.workbench.scope.acting import everything
from workbench.conftest import EXAMPLES, browser_of
from workbench.story import acting, person
from workbench.uploads import EXE, HOSTILE, PDF, SOUND


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


def a_draft() -> Text:
    with acting("origin-finance") as one:
        content = (EXAMPLES / "two-clause-park" / "agreement.md").read_bytes() + b"\n"
        return draft(actor=one, name="agreement.md", content=content)


def attached(
    username: str, about: object, name: str = "附件.pdf", content: bytes = PDF
) -> Document:
    with acting(username) as one:
        return attach(actor=one, about=about, upload=Upload(name, PDF))


def sent(client: Client, about: Batch, *files: SimpleUploadedFile, **more: str):  # type: ignore[no-untyped-def]
    said = {"kind": about._meta.label_lower, "key": about.pk, "file": list(files), **more}
    return client.post(reverse("documents-attach"), said, follow=True)


@pytest.fixture
def batch(small: Park) -> Batch:
    with everything("the test looks at all rows"):
        found: Batch = Batch.objects.filter(park=small, table="receipts").get()
    return found


def test_a_file_comes_back_byte_for_byte_as_a_download(batch: Batch) -> None:
    client = browser_of("host-statistics")
    content = "编号,金额\n=cmd|' /C calc'!A0,1\n".encode("gb18030")
    page = sent(client, batch, SimpleUploadedFile("台账 2026.csv", content), title="月度台账")
    assert "月度台账" in page.content.decode()
    with everything("the test looks at all rows"):
        one = Document.objects.get()
    answer = client.get(reverse("document", args=[one.pk]))
    assert answer.content == content
    assert hashlib.sha256(content).hexdigest() == one.sha256
    said = answer["Content-Disposition"]
    assert said.startswith('attachment; filename="')
    assert "filename*=UTF-8''%E5%8F%B0%E8%B4%A6%202026.csv" in said
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_of_several_files_each_is_kept_or_refused_by_itself(batch: Batch) -> None:
    good, bad = SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.png", EXE)
    page = sent(browser_of("host-finance"), batch, good, bad).content.decode()
    assert "已上传“a”" in page
    assert "内容却是程序" in page
    with everything("the test counts all rows"):
        assert Document.objects.count() == Content.objects.count() == 1


def test_what_is_attached_to_an_own_draft_is_own_and_follows_when_it_is_proposed(
    small: Park,
) -> None:
    text = a_draft()
    one = attached("origin-policy", text)
    place = reverse("document", args=[one.pk])
    assert browser_of("origin-leader").get(place).status_code == 200
    host = browser_of("host-finance")
    assert host.get(place).status_code == 404
    assert "附件.pdf" not in host.get("/documents/").content.decode()
    with acting("origin-finance") as actor:
        propose(actor=actor, text=text, version=text.version)
    assert host.get(place).status_code == 200


def test_what_was_removed_before_does_not_follow(small: Park) -> None:
    text = a_draft()
    one = attached("origin-policy", text)
    with acting("origin-finance") as actor:
        remove(actor=actor, document=one, version=1, reason="放错了")
        propose(actor=actor, text=text, version=text.version)
    with acting("host-finance"):
        assert not Document.objects.exists()
    with acting("origin-finance"):
        assert Document.objects.get().removed_why == "放错了"


def test_nothing_is_attached_to_what_one_may_not_see(small: Park) -> None:
    text = a_draft()
    client = browser_of("host-finance")
    for kind in ("agreements.text", "parks.park", "audit.event", "no.such", "x", ""):
        said = {"kind": kind, "key": text.pk, "file": SimpleUploadedFile("a.pdf", PDF)}
        assert client.post(reverse("documents-attach"), said).status_code == 404, kind
    with everything("the test counts all rows"):
        assert not Document.objects.exists()


def test_only_the_side_that_attached_a_file_removes_it_and_says_why(batch: Batch) -> None:
    one = attached("host-finance", batch)
    with acting("origin-finance") as actor, pytest.raises(Refusal, match="上传的一方"):
        remove(actor=actor, document=one, version=1, reason="x")
    with acting("host-park") as actor:
        with pytest.raises(Refusal, match="原因"):
            remove(actor=actor, document=one, version=1, reason=" ")
        remove(actor=actor, document=one, version=1, reason="扫描不清")
        with pytest.raises(Refusal):
            remove(actor=actor, document=one, version=2, reason="再一次")
    client = browser_of("origin-finance")
    assert client.get(reverse("document", args=[one.pk])).status_code == 404
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "扫描不清" in page
    with everything("it is kept, marked"):
        assert bytes(Content.objects.get().content) == PDF


def test_the_same_file_twice_at_one_place_is_refused(batch: Batch) -> None:
    attached("host-finance", batch)
    with pytest.raises(Refusal, match="已经在这里"):
        attached("origin-finance", batch, "other.pdf")


def test_an_administrator_attaches_nothing(batch: Batch) -> None:
    with pytest.raises(NotAllowed):
        attach(actor=person("system"), about=batch, upload=Upload("a.pdf", PDF))


def test_a_search_finds_a_file_by_title_object_and_fingerprint(batch: Batch) -> None:
    one = attached("host-finance", batch, "现场照片说明.pdf")
    client = browser_of("origin-leader")
    for said in ("现场照片", one.sha256, one.sha256.upper()):
        assert "现场照片说明" in client.get("/search/", {"q": said}).content.decode(), said
    shown = client.get("/documents/", {"q": "照片 说明", "kind": "imports.batch"}).content.decode()
    assert "现场照片说明" in shown
    assert "没有符合条件" in client.get("/documents/", {"q": "无此文件"}).content.decode()


def test_the_trail_tells_the_fingerprint_at_the_object(batch: Batch) -> None:
    one = attached("host-finance", batch)
    page = browser_of("origin-finance").get(batch.get_absolute_url()).content.decode()
    assert "上传了附件" in page
    assert one.sha256[:12] in page


def test_who_leaves_takes_his_own_and_the_joint_files(batch: Batch, tmp_path: Path) -> None:
    text = a_draft()
    own, joint = attached("origin-policy", text, "草稿附件.pdf"), attached("host-finance", batch)
    with acting("origin-finance") as one:
        gone = attach(actor=one, about=batch, upload=Upload("错.txt", b"wrong"))
        remove(actor=one, document=gone, version=1, reason="放错了")
    park, seats = batch.park, {s.role: s.party for s in Seat.objects.filter(park=batch.park)}
    for role, keys in (("飞出地", {own.pk, joint.pk}), ("飞入地", {joint.pk})):
        place = tmp_path / role
        take_folder(park, place, seats[role])
        files = list((place / "documents").iterdir())
        assert {int(f.name.split("-")[0]) for f in files} == keys
        assert all(f.read_bytes() == PDF for f in files)
        lines = (place / INDEX).read_text(encoding="utf-8").splitlines()
        told = {row["title"]: row for row in map(json.loads, lines)}
        assert told["错"]["file"] == ""
        assert told["错"]["removed_why"] == "放错了"
        assert told["附件"]["sha256"] == hashlib.sha256(PDF).hexdigest()
        assert ("草稿附件" in told) == (role == "飞出地")
        assert not has_errors(check(read_folder(place)))


def test_a_backup_brings_files_back(batch: Batch, tmp_path: Path) -> None:
    attached("host-finance", batch)
    back_up(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        rows = archive.read("documents.content.jsonl").decode().splitlines()
    assert len(rows) == 1
    said = json.loads(rows[0])["fields"]["content"]
    assert base64.b64decode(said) == PDF


def test_a_form_beyond_the_limit_is_refused_by_its_length(batch: Batch) -> None:
    handler = BoundedUpload()
    handler.handle_raw_input(None, {}, LARGEST_FORM, b"")
    with pytest.raises(RequestDataTooBig):
        handler.handle_raw_input(None, {}, LARGEST_FORM + 1, b"")
    client = browser_of("host-finance")
    said = {"kind": "imports.batch", "key": batch.pk, "file": SimpleUploadedFile("a.pdf", PDF)}
    length = {"CONTENT_LENGTH": str(LARGEST_FORM + 1)}
    assert client.post(reverse("documents-attach"), said, **length).status_code == 400  # type: ignore[arg-type]
