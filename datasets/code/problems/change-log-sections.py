# medium: text formats, parsing
# shown: ["## 1.1\n- b\n- c\n## 1.0\n- a","1.1"]
# shown: ["","1"]
# tried: ["## 1\n- a","1"]
# tried: ["## 1\n- a","2"]
# tried: ["## 1\ntext\n- a\n  more\n- b","1"]
# tried: ["- x\n## 1\n- y","1"]
# tried: ["### 1\n- a","1"]
# tried: ["## 1 \n- a","1"]
# tried: ["## 1\n- a\n## 1\n- b","1"]
# tried: ["## 2\n## 1\n- z","2"]
# tried: ["## 10\n- a\n## 1\n- b","1"]
# tried: ["## v\n-no\n- yes","v"]

def changes(log: str, version: str) -> list[str]:
    """The entries of one version in a log of changes: lines that begin with "- ", without it, between the line "## " and the version (blanks behind it do not matter) and the next line that begins with "## ". Entries of a version that occurs twice are joined."""
    found, inside = [], False
    for line in log.split("\n"):
        if line.startswith("## "):
            inside = line[3:].rstrip() == version
        elif inside and line.startswith("- "):
            found.append(line[2:])
    return found
