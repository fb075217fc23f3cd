# SPDX-License-Identifier: MIT
"""The words of the documentation of a schema that are ours, in the languages that the edition speaks."""

from __future__ import annotations

from typing import Final

_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "elements": ("Elements", "Элементы", "Elemente"),
    "attribute classes": ("Classes of attributes", "Классы атрибутов", "Attributklassen"),
    "model classes": ("Classes of elements", "Классы элементов", "Elementklassen"),
    "contents": ("Contents and datatypes", "Содержимое и типы данных", "Inhalte und Datentypen"),
    "search": (
        "Search elements, attributes, words",
        "Поиск: элементы, атрибуты, слова",
        "Elemente, Attribute, Wörter suchen",
    ),
    "found": ("found", "найдено", "gefunden"),
    "module": ("Module", "Модуль", "Modul"),
    "no module": ("without a module", "вне модулей", "ohne Modul"),
    "namespace": ("Namespace", "Пространство имён", "Namensraum"),
    "member of": ("Member of", "Входит в классы", "Mitglied von"),
    "members": ("Members", "Состав", "Mitglieder"),
    "used by": ("Used by", "Где используется", "Verwendet von"),
    "content": ("Content", "Содержимое", "Inhalt"),
    "may contain": ("May contain", "Может содержать", "Kann enthalten"),
    "contained by": ("Contained by", "Содержится в", "Enthalten in"),
    "text": ("text", "текст", "Text"),
    "nothing": ("nothing", "ничего", "nichts"),
    "impossible": ("nothing that there is", "ничего из того, что есть", "nichts, was es gibt"),
    "any element": ("any element", "любой элемент", "irgendein Element"),
    "a pattern": ("a pattern of RELAX NG", "образец RELAX NG", "ein Muster in RELAX NG"),
    "root": ("is the root of a document", "корневой элемент документа", "ist die Wurzel eines Dokuments"),
    "attributes": ("Attributes", "Атрибуты", "Attribute"),
    "inherited": ("Attributes of its classes", "Атрибуты его классов", "Attribute seiner Klassen"),
    "required": ("required", "обязательный", "erforderlich"),
    "recommended": ("recommended", "рекомендуемый", "empfohlen"),
    "value": ("Value", "Значение", "Wert"),
    "values": ("several, separated by spaces", "несколько, через пробел", "mehrere, durch Leerzeichen getrennt"),
    "closed": ("One of", "Одно из", "Eines von"),
    "semi": ("Suggested", "Предлагаются", "Vorgeschlagen"),
    "open": ("For example", "Например", "Zum Beispiel"),
    "default": ("By default", "По умолчанию", "Vorgabe"),
    "until": ("Deprecated; ceases to be valid on", "Устарел; действителен до", "Veraltet; gültig nur bis"),
    "processing": ("Processing model", "Модель обработки", "Verarbeitungsmodell"),
    "if": ("if", "если", "wenn"),
    "output": ("for", "для", "für"),
    "in turn": ("in turn", "по порядку", "der Reihe nach"),
    "rules": ("Rules", "Правила", "Regeln"),
    "examples": ("Examples", "Примеры", "Beispiele"),
    "remarks": ("Remarks", "Примечания", "Anmerkungen"),
}
_LANGUAGES: Final = ("en", "ru", "de")


def spoken(language: str) -> str:
    """The language in which the documentation itself speaks: the one asked for, if we speak it, else English."""
    primary = language.partition("-")[0].lower()
    return primary if primary in _LANGUAGES else "en"


def label(key: str, language: str) -> str:
    """The word for something in a language that `spoken` gave."""
    return _WORDS[key][_LANGUAGES.index(language)]
