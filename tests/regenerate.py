"""Makes anew what tests compare with: `python -m tests.regenerate`.

Look at the differences before you keep them. It makes the golden graphs of our own seeds, the picture in
`docs/`, and the answers that the README shows.
"""

import shutil
import tempfile
from pathlib import Path

from kg.pipeline import load_tools
from tests.expected import README, ROOT, Workplace, examples, golden, graph_of, seed_files, sorted_lines


def main() -> None:
    """Write everything."""
    tools = load_tools()
    for seed in seed_files():
        golden(seed).parent.mkdir(exist_ok=True)
        golden(seed).write_text("".join(f"{line}\n" for line in sorted_lines(graph_of(seed, tools))), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        place = Workplace(Path(folder))
        text = README.read_text(encoding="utf-8")
        for example in examples(text):
            if "pytest" not in example.code:
                answer = place.run(example).stdout
                if example.answer is not None:
                    shown, true = (f"$ {example.code}\n{said}" for said in (example.answer, answer))
                    text = text.replace(shown, true)
        README.write_text(text, encoding="utf-8")
        for picture in (place.folder / "docs").iterdir():
            shutil.copy(picture, ROOT / "docs" / picture.name)


if __name__ == "__main__":
    main()
