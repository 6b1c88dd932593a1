"""The evidence bundle: the same bytes each time, checked to the last of them, and nothing else is taken for one."""

import io
import json
import random
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.bundle import open_bundle, pack, verify
from articles.bundle.archive import MOST_FILES, unzipped, zipped
from articles.bundle.contents import EVIDENCE, MANIFEST, REVISION, SUMS, pretty, source_name, sum_of, sums
from articles.exporters import EXPORTERS
from articles.models import Event, Export, StoryState
from articles.workflow import annotations, publication
from articles.workflow.bundle import bundle
from articles.workflow.document import canonical_json
from articles.workflow.errors import Refused
from articles.workflow.export import export_bundle, render
from tests import newsdesk
from tests.bundle.story import SOURCES, an_approved_story, approve, write


@pytest.fixture
def revision(nora, sami):
    return an_approved_story(nora, sami)


@pytest.fixture
def content(revision):
    return bundle(revision)


# --- What is in it ----------------------------------------------------------------------------------------------------


def test_it_holds_the_story_its_sources_and_what_was_said_of_them(revision, content):
    files = unzipped(content)

    assert files[REVISION] == revision.content.encode()
    assert files["sources/01-Hafen-Glocke.txt"] == SOURCES["Hafen & Glocke.txt"].encode()
    assert files["texts/02.txt"].decode() == revision.story.articles.get(number=2).text
    for slug, exporter in EXPORTERS.items():
        if slug != "pdf":
            assert files[f"story/{slug}.{exporter.extension}"] == render(revision, slug)
    assert json.loads(files["annotations.json"])[0]["decision"] == "300 is right."
    assert json.loads(files["decisions.json"])[0]["by"] == "Nora Lind"
    assert [row["status"] for row in json.loads(files["claims.json"])] == ["conflict"]
    signature = json.loads(files["approvals.json"])["signatures"][0]
    assert (signature["by"], signature["sha256"]) == ("Sami Haddad", revision.sha256)
    assert json.loads(files[EVIDENCE])["threads"][0]["lines"][0]["text"] == "The office counted them."
    verbs = [json.loads(line)["verb"] for line in files["audit.jsonl"].decode().splitlines()]
    assert (verbs[0], verbs[-2:]) == ("create story", ["send", "approve"])


def test_it_is_sound(content):
    verdict = verify(content)

    assert (verdict.problems, verdict.notes) == ([], [])
    assert (verdict.story, verdict.revision, verdict.citations) == ("harbour-bell", 1, 2)


def test_its_sums_are_checked_without_newsroom(content, tmp_path):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)

    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=tmp_path, check=True)


# --- The same bytes ---------------------------------------------------------------------------------------------------


def test_it_is_the_same_again_whatever_happens_afterwards(revision, content, nora, sami):
    story = revision.story
    nora.first_name, nora.username = "Eleonora", "eleonora"
    nora.save()
    sami.last_name = "Haddad-Lund"
    sami.save()
    mark = story.annotations.get()
    annotations.comment(mark, by=sami, text="I still wonder.")
    annotations.reopen(mark, by=sami, version=mark.version)
    article = story.articles.first()
    article.headline, article.outlet = "Another headline", newsdesk.an_outlet("Another outlet")
    article.save(update_fields=["headline", "outlet"])
    newsdesk.a_claim(story, attribute="heard by", says=[(article, "300 people")])
    newsdesk.an_article(story, "One more source\n\nIt says nothing new.\n")
    export_bundle(revision, by=nora)
    story.headline, story.slug = "A later headline", "a-later-address"
    story.save()

    again = story.revisions.get()
    assert bundle(again) == content
    assert b"approved by Sami Haddad on" in render(again, "text")


def test_a_later_revision_leaves_the_bundle_of_an_earlier_one_as_it_was(revision, content, nora, sami):
    story = revision.story
    write(story, story.articles.first(), "Its keeper pulled the rope.", "pulled the rope himself", by=nora)
    later = approve(story, nora, sami)

    assert bundle(story.revisions.get(number=1)) == content
    assert verify(bundle(later)).problems == []
    assert bundle(later) != content


def test_an_approval_from_before_evidence_was_kept_is_frozen_once(nora, sami):
    revision = newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    first = bundle(revision, by=nora)
    sami.first_name = "Samuel"
    sami.save()

    assert verify(first).problems == []
    assert bundle(revision.story.revisions.get()) == first
    assert Event.objects.filter(verb="freeze evidence").count() == 1


def test_the_approval_is_in_the_log_with_the_hash_of_its_evidence(revision):
    assert Event.objects.get(verb="approve").data["evidence"] == revision.evidence.sha256


# --- Letting it leave -------------------------------------------------------------------------------------------------


def test_a_bundle_that_leaves_is_recorded_and_publishes_the_story(revision, nora):
    exported = export_bundle(revision, by=nora)

    export = Export.objects.get()
    assert (export.format, export.file_name) == ("bundle", "harbour-bell-r1.zip")
    assert export.sha256 == sum_of(exported.content)
    revision.story.refresh_from_db()
    assert revision.story.state == StoryState.PUBLISHED


def test_nothing_of_a_killed_story_leaves_as_a_bundle(revision, sami):
    publication.kill(revision.story, by=sami, reason="It never rang.")

    with pytest.raises(Refused, match="killed"):
        export_bundle(revision)


def test_what_is_not_approved_has_no_bundle(nora):
    story = newsdesk.a_story(by=nora)
    newsdesk.a_paragraph(story, by=nora)
    revision = newsdesk.a_revision(story, by=nora)

    with pytest.raises(Refused, match="not approved"):
        export_bundle(revision)


def test_the_button_downloads_it(revision, nora, client):
    client.force_login(nora)
    answer = client.post(f"/revisions/{revision.pk}/bundle/")

    assert answer.headers["Content-Type"] == "application/zip"
    assert 'filename="harbour-bell-r1.zip"' in answer.headers["Content-Disposition"]
    assert verify(answer.content).is_sound
    assert client.get(f"/revisions/{revision.pk}/bundle/").status_code == 405


def test_strangers_find_no_bundle(revision, vera, client):
    revision.story.members.add(revision.sent_by)
    client.force_login(vera)

    assert client.post(f"/revisions/{revision.pk}/bundle/").status_code == 404


# --- Tampering --------------------------------------------------------------------------------------------------------


def flip(rng, content):
    place = rng.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << rng.randrange(8))]) + content[place + 1 :]


def cut(rng, content):
    start = rng.randrange(len(content))
    return content[:start] + content[start + 1 + rng.randrange(50) :]


def put_in(rng, content):
    place = rng.randrange(len(content) + 1)
    return content[:place] + rng.randbytes(1 + rng.randrange(20)) + content[place:]


def change_a_file(rng, content):
    files = unzipped(content)
    name = rng.choice(sorted(files))
    files[name] = flip(rng, files[name])
    return zipped(files)


def remove_a_file(rng, content):
    files = unzipped(content)
    del files[rng.choice(sorted(files))]
    return zipped(files)


def add_a_file(rng, content):
    return zipped({**unzipped(content), f"sources/{rng.randrange(99):02}-added.txt": rng.randbytes(9)})


TAMPERINGS = [flip, cut, put_in, change_a_file, remove_a_file, add_a_file]


def test_each_of_a_hundred_random_tamperings_is_found(content):
    rng = random.Random(2026)
    missed = []
    for number in range(100):
        tampering = TAMPERINGS[number % len(TAMPERINGS)]
        changed = tampering(rng, content)
        if changed != content and verify(changed).is_sound:
            missed.append((number, tampering.__name__))

    assert missed == []


def forged(content, **changed):
    """The bundle with other files, and every sum that stands in it written anew."""
    files = unzipped(content) | {name.replace("__", "/").replace("_", "."): new for name, new in changed.items()}
    manifest = json.loads(files.pop(MANIFEST))
    del files[SUMS]
    manifest["sha256"] = sum_of(files[REVISION])
    manifest["files"] = {name: {"sha256": sum_of(new), "size": len(new)} for name, new in files.items()}
    files[MANIFEST] = pretty(manifest)
    files[SUMS] = sums(files)
    return zipped(files)


def test_a_forger_who_changes_the_story_and_every_sum_is_found(content):
    document = open_bundle(content).document
    document["paragraphs"][0]["text"] = "The bell fell."
    problems = verify(forged(content, revision_json=canonical_json(document).encode())).problems

    assert any("names another content" in problem for problem in problems)
    assert any("signature of Sami Haddad belongs to another content" in problem for problem in problems)


def test_a_forger_who_changes_a_source_and_its_text_is_found(content):
    text = unzipped(content)["texts/02.txt"].replace(b"14 years", b"40 years")
    problems = verify(forged(content, texts__02_txt=text)).problems

    assert "texts/02.txt is not the text that the revision names." in problems


def test_a_forger_who_changes_cited_words_is_told_which_citation_broke(content):
    text = unzipped(content)["texts/01.txt"].replace(b"rang on Monday", b"rang on Sunday")

    assert "Citation 1: its words do not stand at their place in texts/01.txt." in (
        verify(forged(content, texts__01_txt=text)).problems
    )


def test_a_forger_who_changes_a_line_of_the_log_is_found(content):
    log = unzipped(content)["audit.jsonl"].replace(b'"actor_name": "nora"', b'"actor_name": "nobody"', 1)

    assert any("was changed: its hash" in problem for problem in verify(forged(content, audit_jsonl=log)).problems)


def test_a_forger_who_leaves_a_line_of_the_log_out_is_found(content):
    lines = unzipped(content)["audit.jsonl"].splitlines(keepends=True)
    problems = verify(forged(content, audit_jsonl=b"".join(lines[:2] + lines[3:]))).problems

    assert any("with the approval there were" in problem for problem in problems)


def test_a_forger_who_signs_in_another_name_is_found(content):
    evidence = open_bundle(content).evidence
    evidence["signatures"][0]["by"] = "Nora Lind"
    problems = verify(forged(content, evidence_json=canonical_json(evidence).encode())).problems

    assert "evidence.json is not what the audit log recorded with the approval." in problems


def test_a_forger_who_softens_a_decision_in_its_own_file_is_found(content):
    told = unzipped(content)["decisions.json"].replace(b"40 years", b"14 years")

    assert "decisions.json says something else than revision.json and evidence.json." in (
        verify(forged(content, decisions_json=told)).problems
    )


def test_a_rendered_story_that_this_newsroom_would_make_otherwise_is_noted(content):
    verdict = verify(forged(content, story__text_txt=b"Another text.\n"))

    assert verdict.problems == []
    assert verdict.notes[0].startswith("story/text.txt is not what this Newsroom makes")


# --- What is no bundle ------------------------------------------------------------------------------------------------


def a_zip(*entries, compression=zipfile.ZIP_STORED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "name", ["../up.txt", "/etc/passwd", "a/b/c.txt", "a\\b.txt", "C:evil.txt", ".hidden", "a/../b"]
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    assert "has no place in a bundle" in verify(a_zip((name, b""))).problems[0]


def test_a_bomb_is_refused_before_it_is_opened():
    bomb = a_zip(("a.txt", b"0" * 50_000_000), compression=zipfile.ZIP_DEFLATED)

    assert "would grow when it is opened" in verify(bomb).problems[0]


def test_a_compressed_file_is_refused():
    assert "is compressed" in verify(a_zip(("a.txt", b"a"), compression=zipfile.ZIP_DEFLATED)).problems[0]


def test_too_many_files_are_refused():
    assert "at most" in verify(a_zip(*((f"f{n}", b"") for n in range(MOST_FILES + 1)))).problems[0]


def test_two_names_that_one_file_system_may_take_for_one_are_refused():
    assert "is there twice" in verify(a_zip(("A.txt", b""), ("a.txt", b""))).problems[0]


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_bundle_is_told_so(content):
    assert not verify(content).is_sound


def test_a_zip_of_something_else_is_no_bundle():
    assert verify(zipped({"a.txt": b""})).problems == ["This is not a bundle: manifest.json is missing."]


def test_parts_of_the_wrong_form_are_problems_and_no_crash(content):
    for name in (MANIFEST, REVISION, EVIDENCE, "audit.jsonl"):
        for wrong in (b"[]", b"{}", b"null", b"7\n", b"\xff", b"[" * 100_000):
            assert verify(zipped({**unzipped(content), name: wrong})).problems


def test_a_source_has_a_safe_name():
    assert source_name(3, "../Müll & Meer.HTML") == "sources/03-Mull-Meer.HTML"
    assert source_name(4, "...") == "sources/04-source"
    assert source_name(12, "言葉.txt") == "sources/12-source.txt"


def test_packing_a_bundle_that_was_read_back_gives_the_same_bytes(content):
    assert pack(open_bundle(content).parts) == content


# --- Commands ---------------------------------------------------------------------------------------------------------


def run(*arguments):
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_commands_export_and_verify(revision, tmp_path):
    file = tmp_path / "bell.zip"
    told = json.loads(run("export_bundle", "harbour-bell", "--output", file, "--json"))

    assert told["sha256"] == sum_of(file.read_bytes()) == Export.objects.get().sha256
    assert f"{file} is sound: harbour-bell, revision 1" in run("verify_bundle", file)
    report = json.loads(run("verify_bundle", file, "--json"))
    assert (report["sound"], report["problems"]) == (True, [])
    assert report["head"] == Event.objects.get(verb="approve").sha256


def test_the_command_names_what_is_wrong_and_fails(content, tmp_path):
    file = tmp_path / "bell.zip"
    file.write_bytes(forged(content, texts__02_txt=b"Nothing.\n"))
    out = io.StringIO()

    with pytest.raises(CommandError, match=r"texts/02.txt is not the text that the revision names"):
        call_command("verify_bundle", str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["sound"] is False


def test_the_command_verifies_without_a_database(content, tmp_path):
    file = tmp_path / "bell.zip"
    file.write_bytes(content)
    environment = {"NEWSROOM_DEBUG": "1", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "PATH": "/usr/bin"}
    done = subprocess.run(
        [sys.executable, "manage.py", "verify_bundle", str(file)], env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_refused_bundle_leaves_neither_file_nor_record(revision, tmp_path):
    story = revision.story
    story.embargo_until = timezone.now() + timedelta(hours=1)
    story.save()

    with pytest.raises(CommandError, match="embargo"):
        run("export_bundle", "harbour-bell", "--output", tmp_path / "bell.zip")
    assert list(tmp_path.iterdir()) == []
    assert not Export.objects.exists()
