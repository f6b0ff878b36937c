"""Bad input to an evaluation is refused with file, line and reason, and never with a value or a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkage.errors import InputError
from linkage.evaluate.evaluate import evaluate

MEMBERS = "account_id,cluster_id,level,score,verdict\n"
TRUTH = "account_id,ring_id,ring_kind,campaign_id,honest_group\n"
GOOD_MEMBERS = MEMBERS + "a,x,operator,0.9,flagged\nb,x,operator,0.9,watch\n"
GOOD_TRUTH = TRUTH + "a,r,lazy,,\nb,r,lazy,,\nh,,,,office\n"


def refusal(tmp_path: Path, members: str | bytes = GOOD_MEMBERS, truth: str | bytes = GOOD_TRUTH) -> InputError:
    """Evaluate the texts and return the refusal."""
    for name, text in (("members.csv", members), ("truth.csv", truth)):
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(InputError) as refused:
        evaluate(tmp_path / "members.csv", tmp_path / "truth.csv")
    return refused.value


@pytest.mark.parametrize(
    ("members", "place", "reason"),
    [
        ("", "", "is empty"),
        ("\n\n", "", "is empty"),
        ("account_id,cluster_id,level,verdict\n", "line 1", "no column score"),
        ("account,cluster,level,score,verdict\n", "line 1", "no column account_id, cluster_id"),
        ("account_id,cluster_id,level,score,verdict,score\n", "line 1", "named twice"),
        (MEMBERS + "a,x,operator,0.9,banned\n", "line 2", "verdict is not one of"),
        (MEMBERS + "a,x,operator,0.9,\n", "line 2", "verdict is not one of"),
        (MEMBERS + "a,x,operator,0.9,Flagged\n", "line 2", "verdict is not one of"),
        (MEMBERS + "a,x,city,0.9,flagged\n", "line 2", "level is not one of"),
        (MEMBERS + "a,x,operator,0.9,flagged\nb,x,operator,1.1,flagged\n", "line 3", "outside 0 to 1"),
        (MEMBERS + "a,x,operator,-0.1,flagged\n", "line 2", "outside 0 to 1"),
        (MEMBERS + "a,x,operator,nan,flagged\n", "line 2", "outside 0 to 1"),
        (MEMBERS + "a,x,operator,inf,flagged\n", "line 2", "outside 0 to 1"),
        (MEMBERS + "a,x,operator,high,flagged\n", "line 2", "not a number"),
        (MEMBERS + "a,x,operator,,flagged\n", "line 2", "not a number"),
        (
            MEMBERS + "a,x,operator,0.9,flagged\na,y,operator,0.9,watch\n",
            "line 3",
            "in a cluster of this level already",
        ),
        (MEMBERS + "a,x,operator,0.9,flagged\na,x,operator,0.9,flagged\n", "line 3", "already"),
        (MEMBERS + "stranger,x,operator,0.9,flagged\n", "line 2", "not in the truth"),
        (MEMBERS + ",x,operator,0.9,flagged\n", "line 2", "no account_id"),
        (MEMBERS + "a,,operator,0.9,flagged\n", "line 2", "no cluster_id"),
        (MEMBERS + "a,x,operator,0.9\n", "line 2", "4 fields where the header has 5"),
        (MEMBERS + "a,x,operator,0.9,flagged,more\n", "line 2", "6 fields"),
        (MEMBERS + "a,x,operator,0.9,flagged\n\nb,x,operator,0.9,flagged\n", "line 3", "1 fields"),
        (MEMBERS + 'a,x,operator,0.9,flagged\n"b,x,operator,0.9,flagged\n', "line 3", "unexpected end of data"),
        (MEMBERS + '"a\n",x,operator,0.9,flagged\nb,x,operator,7,flagged\n', "line 4", "outside"),
        (MEMBERS + "a,x,operator,0.9,flag\0ged\n", "line 2", "NUL"),
        (MEMBERS.encode() + b"a,\xff\xfe,operator,0.9,flagged\n", "line 2", "not UTF-8"),
        (GOOD_MEMBERS.encode("utf-16"), "line 1", "not UTF-8"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "line 1", "not UTF-8"),
    ],
)
def test_bad_members_are_refused(tmp_path: Path, members: str | bytes, place: str, reason: str) -> None:
    """The refusal names the members file, the line, and what is wrong."""
    text = str(refusal(tmp_path, members=members))
    assert "members.csv" in text and place in text and reason in text
    assert "stranger" not in text


@pytest.mark.parametrize(
    ("truth", "place", "reason"),
    [
        ("", "", "is empty"),
        (TRUTH, "", "no account"),
        ("account_id,ring_id\na,r\n", "line 1", "no column ring_kind, campaign_id, honest_group"),
        (GOOD_TRUTH + "a,r,lazy,,\n", "line 5", "there before"),
        (TRUTH + "a,r,,,\n", "line 2", "ring_id without ring_kind"),
        (TRUTH + "a,,lazy,,\n", "line 2", "ring_kind without ring_id"),
        (TRUTH + "a,,,c,\n", "line 2", "campaign_id without ring_id"),
        (TRUTH + "a,r,lazy,,office\n", "line 2", "both ring_id and honest_group"),
        (TRUTH + "a,r,lazy,,\nb,r,mid,,\n", "line 3", "of another kind before"),
        (TRUTH + "a,r,hydra,c,\nb,s,hydra,c,\n", "line 3", "in another ring before"),
        (TRUTH + ",r,lazy,,\n", "line 2", "no account_id"),
    ],
)
def test_bad_truths_are_refused(tmp_path: Path, truth: str, place: str, reason: str) -> None:
    """The refusal names the truth file, the line, and the contradiction."""
    text = str(refusal(tmp_path, truth=truth))
    assert "truth.csv" in text and place in text and reason in text


def test_all_wrong_lines_are_counted(tmp_path: Path) -> None:
    """The first wrong line is named, the others are counted."""
    strangers = "".join(f"s{i},x,operator,0.9,flagged\n" for i in range(1200))
    text = str(refusal(tmp_path, members=GOOD_MEMBERS + strangers))
    assert "line 4" in text and "1,199 more lines" in text


def test_members_refuses_before_any_figure_even_with_one_level_wrong(tmp_path: Path) -> None:
    """A wrong campaign row spoils an evaluation at operator level too: the table as a whole is not to be trusted."""
    assert "outside" in str(refusal(tmp_path, members=GOOD_MEMBERS + "a,c,campaign,2,flagged\n"))


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    """A missing file and a folder are named with the system's reason."""
    for path in (tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            evaluate(path, path)


def test_an_account_may_be_in_one_cluster_of_each_level(tmp_path: Path) -> None:
    """Operator and campaign rows of one account do not contradict each other."""
    (tmp_path / "m.csv").write_text(GOOD_MEMBERS + "a,c,campaign,0.5,watch\n")
    (tmp_path / "t.csv").write_text(GOOD_TRUTH)
    assert evaluate(tmp_path / "m.csv", tmp_path / "t.csv").as_dict()["flagged"]["recall"]["count"] == 1
