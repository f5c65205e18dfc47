"""Values in prose, ``{{ … }}``: their grammar, what they come to, and how they are written."""
