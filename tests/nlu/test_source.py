import shutil
from pathlib import Path

from centreguide.nlu.source import knowledge

RIVERSIDE = Path(__file__).parents[1] / "riverside"


def test_the_knowledge_is_read_once_until_a_word_of_it_changes(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RIVERSIDE, tmp_path / "knowledge"))
    before = knowledge(folder)
    assert knowledge(folder) is before
    file = next(folder.glob("*.yml"))
    file.write_text(file.read_text(encoding="utf-8").replace("Riverside Heart Unit", "Lakeside Heart Unit"), "utf-8")
    assert "Lakeside Heart Unit" in [subject.name.removeprefix("the ") for subject in knowledge(folder).subjects]
