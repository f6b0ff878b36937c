"""The words that names, organisations and mail domains of a world are made of."""

from __future__ import annotations

_FIRST = """
ada ahmed aiko alan alice amina ana andre anna ben carla carlos chen clara dan diego dina elena emil emma eva
felix fatima finn george grace hana hugo ines irene ivan jack jan jin joao jonas julia kai karim lara lea leo
lina liam lucas luis maja mara maria marta max mei mia milan mona nina noah nora olga omar
"""
FIRST: tuple[str, ...] = tuple(_FIRST.split())

_LAST = """
adams ali andersen bauer becker bianchi braun brown chen clark costa cruz dahl demir diaz dubois evans fischer
flores ford garcia gomez gray hall hansen hughes ibrahim ito ivanov jensen jones kaya keller khan kim klein
kovacs larsen lee lopez martin meyer moreau nagy nguyen novak olsen park patel perez popov reyes ricci rossi
roy sato schmidt silva singh smith tanaka wang weber wolf
"""
LAST: tuple[str, ...] = tuple(_LAST.split())

PROVIDERS = (
    "gmail.com",
    "outlook.com",
    "yahoo.com",
    "hotmail.com",
    "icloud.com",
    "gmx.de",
    "mail.ru",
    "qq.com",
    "naver.com",
    "t-online.de",
    "proton.me",
    "web.de",
)
"""Mail providers, the most popular first."""

_STEMS = """
amber arc birch blue bright cedar clear cobalt coral crest delta dusk east ember fern field flint forge glass
granite grove harbor hazel hill iron ivory jade keen lake lark lime lunar maple meadow mint north nova oak
onyx opal orchard peak pine prime quartz rapid reed ridge river sage silver slate solar spring stone summit
swift terra tide vale west willow
"""
STEMS: tuple[str, ...] = tuple(_STEMS.split())

TRADES: tuple[str, ...] = ("Analytics", "Consulting", "Design", "Farms", "Labs", "Legal", "Logistics", "Media")
TRADES += ("Motors", "Partners", "Pharma", "Retail", "Software", "Studio", "Systems", "Trading")

SCHOOLS: tuple[str, ...] = ("College", "Institute", "Polytechnic", "University")

ENDINGS = ("com", "net", "org", "io")

ROADS: tuple[str, ...] = ("Street", "Road", "Lane", "Avenue", "Way", "Square")
