"""The same rows in every encoding make the same observations."""
import pytest

from lib import world

# Characters that GB18030, Big5 and UTF-16 all have.
ROWS = [("S1", "comp_awards", "2020", "11", "中文備註一二三，學校年度報表"),
        ("S2", "comp_awards", "2020", "22", "另一行，學生人數與獲獎項目"),
        ("S3", "comp_awards", "2020", "33", "第三行說明文字")]
TEXT = "school,indicator,period,value,note\n" + "".join(
    ",".join(row) + "\n" for row in ROWS)


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


def stored(server):
    return server.psql(
        "SELECT s.code, o.value, o.note FROM observation o "
        "JOIN school s ON s.id = o.school JOIN cell c ON c.id = o.cell "
        "JOIN indicator i ON i.id = c.indicator "
        "WHERE i.code = 'comp_awards' ORDER BY 1")


EXPECTED = [[row[0], row[3], row[4]] for row in ROWS]
ENCODINGS = [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"),
             ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"),
             ("gb18030", b""), ("big5", b"")]


@pytest.mark.parametrize("encoding,mark", ENCODINGS)
def test_detected(server, admin, encoding, mark):
    # Another note first, so that the import must change all three.
    admin.load("observations", TEXT.replace("，", "。"))
    done = admin.load("observations", mark + TEXT.encode(encoding))
    assert done["rows"]["updated"] in (2, 3)
    assert stored(server) == EXPECTED


@pytest.mark.parametrize("charset,encoding", [
    ("utf-8", "utf-8"), ("gb18030", "gb18030"), ("GBK", "gbk"),
    ("gb2312", "gbk"), ("big5", "big5"), ("utf-16", "utf-16")])
def test_declared(server, admin, charset, encoding):
    admin.load("observations", TEXT.replace("，", "。"))
    admin.load("observations", TEXT.encode(encoding),
               type_=f"text/csv; charset={charset}")
    assert stored(server) == EXPECTED


def test_crlf_and_quotes(server, admin):
    body = TEXT.replace("\n", "\r\n").replace("S2", '"S2"')
    admin.load("observations", body)
    assert stored(server) == EXPECTED


@pytest.mark.parametrize("charset,body", [
    ("utf-8", TEXT.encode("gb18030")), ("big5", b"school\n\xff\xff\xff\n"),
    ("nonsense", TEXT.encode())])
def test_wrong_declaration_is_refused(admin, charset, body):
    reply = admin.upload("observations", body,
                         type_=f"text/csv; charset={charset}")
    assert reply.status in (415, 422), reply


def test_undecodable_is_refused(admin):
    body = TEXT.encode() + b"S1,comp_awards,2021,1,\xc0\xaf\xfe\xff\x80\n"
    assert admin.upload("observations", body).status == 422
