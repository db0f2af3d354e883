"""What an mp4 calls a language: the three letters of ISO 639-2 (terminology)."""

_TABLE = (
    "af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan "
    "de:deu el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas fi:fin fr:fra ga:gle gl:glg "
    "gu:guj he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz "
    "km:khm kn:kan ko:kor la:lat lt:lit lv:lav mk:mkd ml:mal mn:mon mr:mar ms:msa my:mya "
    "nb:nob ne:nep nl:nld nn:nno no:nor pa:pan pl:pol pt:por ro:ron ru:rus si:sin sk:slk "
    "sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel th:tha tl:tgl tr:tur uk:ukr ur:urd "
    "uz:uzb vi:vie xh:xho yo:yor zh:zho zu:zul"
)
_CODES = dict(pair.split(":") for pair in _TABLE.split())
UNKNOWN = "und"


def code_of(language: str) -> str:
    """The letters of a language that is called by two, three or with its region.

    >>> code_of("de"), code_of("pt-BR"), code_of("gsw"), code_of("my words")
    ('deu', 'por', 'gsw', 'und')
    """
    name = language.replace("_", "-").partition("-")[0].lower()
    if name in _CODES:
        return _CODES[name]
    return name if len(name) == 3 and name.isascii() and name.isalpha() else UNKNOWN


def tag_of(language: str) -> str:
    """The same as web pages call it: "de", "pt-BR", "und".

    >>> tag_of("pt_BR"), tag_of("my words")
    ('pt-BR', 'und')
    """
    return language.replace("_", "-") if code_of(language) != UNKNOWN else UNKNOWN
