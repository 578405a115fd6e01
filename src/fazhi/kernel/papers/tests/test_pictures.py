import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.papers.errors import FileUnreadable
from fazhi.kernel.papers.pictures import clean_jpeg, clean_png
from fazhi.kernel.papers.tests.cases import JFIF, chunk, exif, jpeg, png, segment

ICC = segment(0xE2, b"ICC_PROFILE\x00\x01\x01profile")


def test_a_png_keeps_its_picture_and_loses_its_words():
    kept = chunk(b"gAMA", bytes(4))
    lost = [
        chunk(b"tEXt", b"Author\x00zhang"),
        chunk(b"eXIf", b"GPS"),
        chunk(b"tIME", bytes(7)),
        chunk(b"zzZz", b"own"),
    ]

    assert clean_png(png(kept, *lost), "图.png") == png(kept)


def test_what_follows_the_end_of_a_png_is_dropped():
    assert clean_png(png() + b"<script>", "图.png") == png()


@pytest.mark.parametrize("broken", [png()[:-1], png()[:20], png()[:-12], png().replace(b"IDAT", b"IDAX")])
def test_a_broken_png_is_refused(broken):
    with pytest.raises(FileUnreadable):
        clean_png(broken, "图.png")


def test_a_jpeg_keeps_its_picture_and_loses_its_words():
    lost = [
        exif(">", 1),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x/>"),
        segment(0xED, b"Photoshop"),
        segment(0xFE, b"zhang"),
    ]
    adobe = segment(0xEE, b"Adobe\x00d\x00\x00\x00\x00\x00")

    assert clean_jpeg(jpeg(JFIF, *lost, ICC, adobe, segment(0xE2, b"MPF\x00"), tail=b"GPS"), "图.jpg") == jpeg(
        JFIF, ICC, adobe
    )


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photograph_stays_upright(order, orientation):
    made = clean_jpeg(jpeg(JFIF, exif(order, orientation)), "图.jpg")

    assert b"GPS" not in made
    assert (
        b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01" + bytes((0, orientation)) in made
    )
    assert clean_jpeg(made, "图.jpg") == made


@pytest.mark.parametrize("order", ["<", ">"])
def test_an_upright_photograph_keeps_no_exif(order):
    assert clean_jpeg(jpeg(exif(order, 1)), "图.jpg") == jpeg()


@pytest.mark.parametrize(
    "body",
    [
        b"Exif\x00\x00XX\x00*",
        b"Exif\x00\x00II*\x00",
        b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x05",
        b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00",
    ],
)
def test_exif_that_cannot_be_read_is_dropped(body):
    assert clean_jpeg(jpeg(segment(0xE1, body)), "图.jpg") == jpeg()


def test_a_thumbnail_is_dropped_with_what_it_may_show():
    thumbed = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01\xff\x00\x00")

    assert clean_jpeg(jpeg(thumbed, segment(0xE0, b"JFXX\x00\x10")), "图.jpg") == jpeg(JFIF)


def test_fill_bytes_before_a_marker_are_no_fault():
    scan = jpeg()

    assert clean_jpeg(scan[:2] + b"\xff" + scan[2:], "图.jpg") == scan
    assert clean_jpeg(scan[:-2] + b"\xff\xff\xd9", "图.jpg") == scan[:-2] + b"\xff\xff\xd9"


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xd8",
        b"\xff\xd8\x00\x00",
        b"\xff\xd8\xff\xe0\x00\x01",
        b"\xff\xd8\xff\xe0\x7f\xff",
        jpeg()[:-2],
        jpeg()[:-3],
    ],
)
def test_a_broken_jpeg_is_refused(broken):
    with pytest.raises(FileUnreadable):
        clean_jpeg(broken, "图.jpg")


@given(st.binary(max_size=60))
def test_no_bytes_make_the_cleaner_fail_otherwise(tail: bytes):
    for content, clean in ((b"\xff\xd8" + tail, clean_jpeg), (png()[:8] + tail, clean_png)):
        try:
            clean(content, "图")
        except FileUnreadable:
            continue
