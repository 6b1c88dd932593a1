"""Units and currencies: what each name of one means, and how many base units it has."""

# Name of the unit -> (dimension, base units in one of it).
UNITS: dict[str, tuple[str, float]] = {}
for _names, _dimension, _factor in (
    ("metre metres meter meters m", "length", 1),
    ("kilometre kilometres kilometer kilometers km kms", "length", 1000),
    ("centimetre centimetres centimeter centimeters cm", "length", 0.01),
    ("millimetre millimetres millimeter millimeters mm", "length", 0.001),
    ("mile miles", "length", 1609.34),
    ("foot feet ft", "length", 0.3048),
    ("inch inches", "length", 0.0254),
    ("yard yards", "length", 0.9144),
    ("hectare hectares ha", "area", 1),
    ("acre acres", "area", 0.404686),
    ("gram grams gramme grammes g", "weight", 0.001),
    ("kilogram kilograms kilo kilos kg", "weight", 1),
    ("tonne tonnes ton tons", "weight", 1000),
    ("litre litres liter liters", "volume", 1),
    ("degree degrees °C", "temperature", 1),
    ("year years", "months", 12),
    ("month months", "months", 1),
    ("week weeks", "days", 7),
    ("day days", "days", 1),
    ("hour hours", "minutes", 60),
    ("minute minutes", "minutes", 1),
    ("second seconds", "minutes", 1 / 60),
    ("mph", "speed", 1.60934),
    ("kph km/h", "speed", 1),
    ("megawatt megawatts MW", "power", 1),
    ("gigawatt gigawatts GW", "power", 1000),
    ("percent", "percent", 1),
    ("percents", "percent", 1),
    ("%", "percent", 1),
):
    UNITS.update(dict.fromkeys(_names.split(), (_dimension, float(_factor))))
UNITS.update(
    {
        "per cent": ("percent", 1.0),
        "percentage points": ("points", 1.0),
        "percentage point": ("points", 1.0),
        "cubic metres": ("volume", 1000.0),
        "cubic meters": ("volume", 1000.0),
        "square metres": ("area", 0.0001),
        "square meters": ("area", 0.0001),
        "square kilometres": ("area", 100.0),
        "square kilometers": ("area", 100.0),
        "square km": ("area", 100.0),
        "sq km": ("area", 100.0),
        "square miles": ("area", 258.999),
        "square mile": ("area", 258.999),
        "square feet": ("area", 0.0000092903),
        "miles per hour": ("speed", 1.60934),
        "miles an hour": ("speed", 1.60934),
        "kilometres per hour": ("speed", 1.0),
        "kilometres an hour": ("speed", 1.0),
        "degrees Celsius": ("temperature", 1.0),
        "degrees Fahrenheit": ("fahrenheit", 1.0),
    }
)
DURATIONS = {"months", "days", "minutes"}
SYMBOLS = {"£": "GBP", "$": "USD", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY"}
CURRENCIES = {
    **dict.fromkeys(("dollar", "dollars", "USD"), "USD"),
    **dict.fromkeys(("pound", "pounds", "GBP"), "GBP"),
    **dict.fromkeys(("euro", "euros", "Euro", "Euros", "EUR"), "EUR"),
    **dict.fromkeys(("yen", "JPY"), "JPY"),
    **dict.fromkeys(("yuan", "renminbi", "CNY"), "CNY"),
    **dict.fromkeys(("rouble", "roubles", "ruble", "rubles", "RUB"), "RUB"),
    **dict.fromkeys(("rupee", "rupees", "INR"), "INR"),
    **dict.fromkeys(("franc", "francs", "CHF"), "CHF"),
    **dict.fromkeys(("krona", "kronor", "krone", "kroner", "crowns"), "crowns"),
    **dict.fromkeys(("peso", "pesos"), "pesos"),
    **dict.fromkeys(("won", "KRW"), "KRW"),
    **dict.fromkeys(("lira", "TRY"), "TRY"),
    **dict.fromkeys(("zloty", "zlotys", "PLN"), "PLN"),
}
