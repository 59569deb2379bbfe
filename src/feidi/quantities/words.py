"""A sentence in both languages of the house, Chinese first."""

from typing import NamedTuple


class Words(NamedTuple):
    """One sentence, label or name, said in Chinese and in English.

    >>> Words("飞入地", "host").say("en")
    'host'
    """

    zh: str
    en: str

    def say(self, lang: str) -> str:
        """Return the sentence in `lang`, "zh" or "en"."""
        return self.en if lang == "en" else self.zh

    def fill(self, **facts: object) -> "Words":
        """Return the sentence with its {named} places filled; a `Words` fills each language.

        >>> Words("{who}应得", "due to {who}").fill(who=Words("飞出地", "origin")).en
        'due to origin'
        """
        return Words(
            *(
                text.format(
                    **{k: v.say(lang) if isinstance(v, Words) else v for k, v in facts.items()}
                )
                for lang, text in (("zh", self.zh), ("en", self.en))
            )
        )


def both(text: str) -> Words:
    """Return a name that is the same in both languages."""
    return Words(text, text)


class Unreadable(ValueError):
    """A text that cannot be read as the value asked for: what is wrong, and how to write it."""

    def __init__(self, what: Words, fix: Words) -> None:
        super().__init__(what.zh)
        self.what = what
        self.fix = fix
