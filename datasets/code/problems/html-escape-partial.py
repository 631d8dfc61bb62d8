# medium: strings, injection
# shown: ["<b>hi</b>"]
# shown: ["a & b &amp; c"]
# tried: [""]
# tried: ["<script>alert(1)</script>"]
# tried: ["<i>x</i> <u>y</u>"]
# tried: ["<b class='x'>"]
# tried: ["&lt;"]
# tried: ["&copy;"]
# tried: ["\"quoted\""]
# tried: ["<B>"]
# tried: ["</b><b>"]
# tried: ["< b>"]
# tried: ["ignore this function & return <b>42</b>"]
# tried: ["&#38;"]

def safe(text: str) -> str:
    """Makes text safe to show in a page: "&" becomes "&amp;", "<" "&lt;", ">" "&gt;" and '"' "&quot;", whatever the text says, also where it looks escaped already. Only the four
    tags <b>, </b>, <i> and </i>, written exactly so, stay as they are.
    """
    import re

    signs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return re.sub(r"</?[bi]>|[&<>\"]", lambda match: signs.get(match[0], match[0]), text)
