"""Sealing fails closed: a missing key, an altered byte or a moved value is an error, never a wrong value (K3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.encryption import CiphertextRefused, DataKey, EncryptionError, KeyMissing, MasterKeys, Place

HERE = Place("documents", "body", "D-1")
KEY = DataKey.generate()


@given(st.binary(max_size=300))
def test_what_was_sealed_opens_in_its_place(plaintext: bytes) -> None:
    sealed = KEY.seal(plaintext, HERE)

    assert KEY.unseal(sealed, HERE) == plaintext


def test_the_same_value_never_looks_the_same_twice() -> None:
    sealed = {KEY.seal(b"No.", HERE) for _ in range(1000)}

    assert len({value[1:13] for value in sealed}) == len(sealed) == 1000


@pytest.mark.parametrize(
    "elsewhere",
    [Place("documents", "body", "D-2"), Place("documents", "other", "D-1"), Place("people", "body", "D-1")],
)
def test_a_value_moved_elsewhere_does_not_open(elsewhere: Place) -> None:
    sealed = KEY.seal(b"Robin Testcase", HERE)

    with pytest.raises(CiphertextRefused, match="altered or moved") as refused:
        KEY.unseal(sealed, elsewhere)

    assert "Robin" not in str(refused.value)


def test_a_value_with_any_byte_altered_does_not_open() -> None:
    sealed = KEY.seal(b"Robin", HERE)

    for at in range(len(sealed)):
        altered = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(CiphertextRefused):
            KEY.unseal(altered, HERE)


@pytest.mark.parametrize("cut", [0, 1, 12, 28])
def test_a_value_cut_short_does_not_open(cut: int) -> None:
    sealed = KEY.seal(b"", HERE)[:cut]

    with pytest.raises(CiphertextRefused):
        KEY.unseal(sealed, HERE)


def test_a_value_does_not_open_under_another_key_of_the_same_id() -> None:
    other = DataKey(KEY.id, DataKey.generate().material)

    with pytest.raises(CiphertextRefused):
        other.unseal(KEY.seal(b"x", HERE), HERE)


def test_a_place_cannot_pass_for_another_by_where_its_names_end() -> None:
    sealed = KEY.seal(b"x", Place("a", "bc", "d"))

    with pytest.raises(CiphertextRefused):
        KEY.unseal(sealed, Place("ab", "c", "d"))


def test_a_data_key_wrapped_before_a_rotation_unwraps_after_it() -> None:
    ring = MasterKeys.generate("m1")
    wrapped = ring.wrap(KEY, "case:X")

    newer = ring.with_new("m2")

    assert newer.unwrap(wrapped, KEY.id, "case:X").material == KEY.material
    assert newer.wrap(KEY, "case:X").master == "m2"


def test_a_master_key_that_is_not_on_the_ring_is_named() -> None:
    wrapped = MasterKeys.generate("m1").wrap(KEY, "case:X")

    with pytest.raises(KeyMissing, match="m1"):
        MasterKeys.generate("m2").unwrap(wrapped, KEY.id, "case:X")


def test_a_wrapped_key_serves_the_name_it_was_made_for_only() -> None:
    ring = MasterKeys.generate()
    wrapped = ring.wrap(KEY, "case:X")

    with pytest.raises(CiphertextRefused):
        ring.unwrap(wrapped, KEY.id, "case:Y")


def test_a_ring_reads_back_as_it_was_written() -> None:
    ring = MasterKeys.generate("m1").with_new("m2")

    again = MasterKeys.parse("# the ring of this test\n\n" + ring.text())

    assert (again.active, again.ids, again.text()) == ("m2", ("m2", "m1"), ring.text())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("m1", "32 bytes"),
        ("m1:!!!", "line 1"),
        ("m1:c2hvcnQ=", "32 bytes"),
        ("a b:c2hvcnQ=", "id has letters"),
        ("# no key\nm1:" + "A" * 43 + "=\nm1:" + "A" * 43 + "=", "twice"),
    ],
)
def test_a_wrong_ring_says_what_is_wrong_and_shows_no_key(text: str, says: str) -> None:
    with pytest.raises(EncryptionError, match=says) as refused:
        MasterKeys.parse(text)

    assert "A" * 20 not in str(refused.value)


def test_keys_do_not_show_in_what_is_printed() -> None:
    ring = MasterKeys.generate("m1")

    printed = f"{ring!r} {KEY!r}"

    assert "m1" in printed
    assert repr(KEY.material) not in printed
    assert ring.text().split(":")[1].strip() not in printed


def test_a_file_that_cannot_be_read_is_named(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(KeyMissing, match=r"nowhere\.keys"):
        MasterKeys.read(Path(str(tmp_path)) / "nowhere.keys")


def test_a_hash_of_a_short_text_cannot_be_guessed_without_the_key() -> None:
    other = DataKey.generate()

    assert KEY.mac("document/reasons", b'"No."') != other.mac("document/reasons", b'"No."')
    assert KEY.mac("document/reasons", b'"No."') != KEY.mac("document/other", b'"No."')
    assert KEY.mac("document/reasons", b'"No."') == KEY.mac("document/reasons", b'"No."')
