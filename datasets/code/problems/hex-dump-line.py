# easy: text formats
# shown: ["Hi!",0]
# shown: ["",16]
# tried: ["A",255]
# tried: ["abcdefgh",0]
# tried: ["a\nb",32]
# tried: ["~",1]
# tried: ["0123456789abcdef",4096]
# tried: ["é",0]
# tried: ["\u0001\u007f",8]
# tried: ["  ",64]
# tried: ["tab\t",48]

def dump(text: str, offset: int) -> str:
    """One line of a dump of text in UTF-8: the offset as 8 hexadecimal digits, two blanks, the bytes as two digits each with blanks between, two blanks, and the bytes as ASCII, "." for those that are not printable (32 to 126). Small letters throughout in the
    hexadecimal parts.
    """
    data = text.encode()
    shown = "".join(chr(byte) if 32 <= byte <= 126 else "." for byte in data)
    return f"{offset:08x}  {data.hex(' ')}  {shown}"
