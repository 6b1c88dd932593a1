"""Sentences of a draft, each with the words that it cites: half of them are borne out, half are not.

The cited words stand between « and »; what is around them is the rest of their article. Written by hand before the check
was first run on them; SUPPORTED and UNSUPPORTED were then used to mend it, HELD_OUT was not. `points` is what an editor
would want to be told: (kind, words).
"""

from datetime import date
from typing import NamedTuple

FERRY = (
    "HOLMSUND (Coast Wire) — The car ferry Alma ran aground off Holmsund in thick fog on Tuesday evening. «The ship had 212 "
    "people on board, among them 38 crew, the coastguard said.» Its captain, Rikard Sten, 57, called for help at 7.40 p.m. "
    "Nobody was hurt."
)
CAPTAIN = (
    "The ferry Alma ran aground off Holmsund on Tuesday. «Its captain, Rikard Sten, 57, called for help at 7.40 p.m.» "
    "He had sailed the route for 21 years."
)
PILOT = (
    "The harbour pilot Ylva Brandt, 44, was on the bridge of the Alma. “The fog came down like a curtain,” Brandt said. "
    "«She joined the pilot service in 2009 after three years in the navy.»"
)
CURTAIN = (
    "Ylva Brandt was on the bridge. «“The fog came down like a curtain, and from then on we saw nothing but our own lights,” "
    "Brandt told Coast Radio.» The inquiry begins next week."
)
BRIDGE = (
    "The old bridge over the Lorn was closed on Friday. «Engineers found cracks in 14 of its 60 cables, and the Ministry of "
    "Transport in Velden ordered lorries of more than 3.5 tonnes off it.» Repairs will cost about €4.2 million."
)
MONEY = (
    "The bridge will be repaired. «Repairs will cost about €4.2 million and take 18 months, the ministry estimates.»"
)
HARVEST = (
    "Hail fell on the orchards of Obermoor. «Growers lost 40 per cent of the cherries and 12 per cent of the apples within "
    "20 minutes, said Paula Nemec, who speaks for 130 farms.» Stones of four centimetres were found."
)
STONES = "«Stones of four centimetres across fell on the village of Lissa for a quarter of an hour.»"
MUSEUM = (
    "The museum of Tarnow has its bell back. «Thieves took the bell in the night to 9 March 1987, and a farmer ploughed it up "
    "on Saturday.» The director, Jan Wilk, had given up hope."
)
WILK = (
    "The museum of Tarnow has its bell back, its director Jan Wilk said. «“We had given up hope,” he said. “My father heard "
    "it as a boy, and now my daughter will hear it.”»"
)
ELECTION = (
    "Mira Castellan won the mayor's office of Port Ansel. «Castellan had 18,204 votes, her rival Tobias Renn 17,950, the "
    "electoral office said on Monday.» Turnout was 61 per cent."
)
TURNOUT = "«Turnout was 61 per cent, the lowest since 1994, though polling stations stayed open until 9 p.m.»"
TRIAL = (
    "The banker Ludo Ferrant was found guilty on Thursday. «A court in Geneva sentenced the 63-year-old to six years in prison "
    "and ordered him to repay 11 million francs.» His lawyer will appeal."
)
RACE = (
    "Sena Okafor won the marathon of Lisbon. «The Nigerian runner finished in two hours and 21 minutes, nearly a minute ahead "
    "of Carla Pinto of Portugal.» It was her third marathon."
)
SCHOOL = (
    "A fire broke out in a school in Brno. «About 300 pupils were led out within four minutes, and both teachers who had "
    "breathed in smoke were home by noon.» The cause is not known."
)
TREATY = (
    "«The World Health Organization and the European Union signed the agreement in Nairobi on 4 June, said Amina Yusuf, "
    "its secretary.» It takes effect in 2031."
)
ON_12_MARCH = date(2026, 3, 12)  # a Thursday


class Pair(NamedTuple):
    sentence: str
    source: str
    points: tuple[tuple[str, str], ...] = ()
    published: date | None = None


SUPPORTED = (
    # numbers
    Pair("The ferry carried 212 people, 38 of them crew.", FERRY),
    Pair("More than 200 people were on board.", FERRY),
    Pair("Cracks were found in 14 of the 60 cables.", BRIDGE),
    Pair("The repair will cost about 4.2 million euros and take a year and a half, or 18 months.", MONEY),
    Pair("Lorries heavier than 3,500 kilograms must take another road.", BRIDGE),
    Pair("Growers lost 40% of their cherries.", HARVEST),
    Pair("Hailstones of four centimetres fell for 15 minutes.", STONES),
    Pair("The winner needed two hours and 21 minutes.", RACE),
    Pair("The two teachers were at home again by midday.", SCHOOL),
    Pair("Some 300 pupils had to leave the school.", SCHOOL),
    Pair("Castellan won 18,204 votes and Renn 17,950.", ELECTION),
    # ages
    Pair("The captain, Rikard Sten, 57, called for help.", CAPTAIN),
    Pair("Sten, who is 57, raised the alarm.", CAPTAIN),
    Pair("A 63-year-old banker must go to prison for six years.", TRIAL),
    # names
    Pair("Brandt joined the pilot service in 2009.", PILOT),
    Pair("Captain Rikard Sten asked for help himself.", CAPTAIN),
    Pair("Tobias Renn came second.", ELECTION),
    Pair("The WHO and the EU signed in Nairobi.", TREATY),
    Pair("Growers will be paid, said Paula Nemec.", HARVEST),
    # places
    Pair("Velden ordered heavy lorries off the bridge.", BRIDGE),
    Pair("The court sat in Geneva.", TRIAL),
    Pair("Hail fell on Lissa.", STONES),
    Pair("A runner from Nigeria was the fastest.", RACE),
    # dates
    Pair("The bell was stolen in March 1987.", MUSEUM),
    Pair("The results were given on Monday 9 March.", ELECTION, published=ON_12_MARCH),
    Pair("The agreement was signed on June 4.", TREATY),
    Pair("Polling stations closed at 21:00.", TURNOUT),
    # quotes
    Pair("“The fog came down like a curtain,” Brandt said.", CURTAIN),
    Pair("“The fog came down like a curtain … we saw nothing but our own lights,” she said.", CURTAIN),
    Pair("Wilk said his father “heard it as a boy” in Tarnow.", WILK),
)
UNSUPPORTED = (
    # numbers
    Pair("The ferry carried 221 people.", FERRY, (("number", "221"),)),
    Pair("There were 212 crew on board.", FERRY, (("number", "212"),)),
    Pair("Cracks were found in 40 of the 60 cables.", BRIDGE, (("number", "40"),)),
    Pair("The repair will cost $4.2 million.", MONEY, (("number", "4.2 million"),)),
    Pair("Growers lost 14 per cent of their cherries.", HARVEST, (("number", "14"),)),
    Pair("Castellan led by 254 votes.", ELECTION, (("number", "254"),)),
    Pair("Almost 300 pupils were led out within fourteen minutes.", SCHOOL, (("number", "fourteen"),)),
    # ages
    Pair("The captain, Rikard Sten, 75, called for help.", CAPTAIN, (("age", "75"),)),
    Pair("A 36-year-old banker was sentenced.", TRIAL, (("age", "36"),)),
    Pair("Brandt, 44, joined the service in 2009.", PILOT, (("age", "44"),)),
    Pair("Sena Okafor, 24, won by nearly a minute.", RACE, (("name", "Sena Okafor"), ("age", "24"))),
    # names
    Pair("The captain, Richard Sten, called for help.", CAPTAIN, (("name", "Richard Sten"),)),
    Pair("Carla Pinta was second.", RACE, (("name", "Carla Pinta"),)),
    Pair("Jan Wilk, the director, had the bell hung at once.", MUSEUM, (("name", "Jan Wilk"),)),
    Pair("The agreement bears the names of UNICEF and the European Union.", TREATY, (("name", "UNICEF"),)),
    Pair("Paula Nemeth speaks for 130 farms.", HARVEST, (("name", "Paula Nemeth"),)),
    # places
    Pair("The ministry in Vienna ordered lorries off the bridge.", BRIDGE, (("place", "Vienna"),)),
    Pair("A court in Zurich sentenced the banker.", TRIAL, (("place", "Zurich"),)),
    Pair("The agreement was signed in Kampala.", TREATY, (("place", "Kampala"),)),
    Pair("Hail fell on the French village of Lissa.", STONES, (("place", "French"),)),
    # dates
    Pair("The bell was stolen in March 1978.", MUSEUM, (("date", "March 1978"),)),
    Pair("The agreement was signed on 14 June.", TREATY, (("date", "14 June"),)),
    Pair("The electoral office spoke on Sunday.", ELECTION, (("date", "Sunday"),)),
    Pair("The captain called for help at 9.40 p.m.", CAPTAIN, (("time", "9.40 p.m."),)),
    Pair("The results were given on Monday 2 March 2025.", ELECTION, (("date", "Monday 2 March 2025"),), ON_12_MARCH),
    # quotes
    Pair("“The fog fell like a curtain,” Brandt said.", CURTAIN, (("quote", "“The fog fell like a curtain,”"),)),
    Pair(
        "“The fog came down like a curtain and we saw nothing but our own lights,” she said.",
        CURTAIN,
        (("quote", "“The fog came down like a curtain and we saw nothing but our own lights,”"),),
    ),
    Pair("The pilot called the night “a nightmare”.", CURTAIN, (("quote", "“a nightmare”"),)),
    Pair("“We had not given up hope,” Wilk said.", WILK, (("quote", "“We had not given up hope,”"),)),
    Pair("“We have given up hope,” he said.", WILK, (("quote", "“We have given up hope,”"),)),
)


TUNNEL = (
    "Workers broke through the last rock of the Sella tunnel on Wednesday. «Chief engineer Marta Rinaldi, 49, said the bore "
    "was 11.6 kilometres long and had cost 890 million euros, 70 million more than planned.» Trains will run from 2028. She "
    "thanked 640 workers."
)
OPENING = "The Sella tunnel is through. «Trains will run from the spring of 2028 at up to 220 kilometres per hour.»"
VACCINE = (
    "A new vaccine against river fever works, doctors in Kampong said. «Of 3,200 volunteers who were given it, 41 fell ill; of "
    "as many who were not, 312 did, said Dr Hana Lim of Kampong University.» The trial took two years."
)
STRIKE = (
    "Bus drivers in Porto Velho walked out on Monday. «Their union, led by Carlos Meira, wants a rise of nine per cent; the "
    "company offers half of that.» “We drive your children,” Meira said. Talks go on."
)
DRIVERS = "«“We drive your children, and we cannot feed our own,” Carlos Meira told a crowd outside the depot.»"
THEFT = (
    "A violin was stolen from a train. «The soloist Emi Sato left it on the 8.15 p.m. from Basel on 3 May, and noticed at "
    "midnight.» It is worth about two million francs. Police in Bern found it a week later."
)
CHESS = (
    "Arjun Pillai beat the champion. «The 14-year-old won in 38 moves after the Dutch grandmaster Joost de Wit lost a rook.» "
    "Nobody so young had done it."
)
FIRE = "«Four of the nine flats in the house in Gdynia burned out, and a couple in their seventies were taken to hospital.»"

HELD_OUT = (
    Pair("The tunnel is 11.6 km long.", TUNNEL),
    Pair("It cost €890 million, said Marta Rinaldi.", TUNNEL),
    Pair("The tunnel cost 70 million euros more than had been planned.", TUNNEL),
    Pair("From spring 2028 trains may reach 220 km/h.", OPENING),
    Pair("Only 41 of the 3,200 people who had the vaccine fell ill.", VACCINE),
    Pair("Dr Lim said that 312 of the others did.", VACCINE),
    Pair("The drivers ask for 9% more.", STRIKE),
    Pair("Meira asked for more for his union.", STRIKE),
    Pair("“We drive your children,” Meira said outside the depot.", DRIVERS),
    Pair("Sato noticed the loss at 12 o'clock at night.", THEFT),
    Pair("Arjun Pillai, 14, needed 38 moves.", CHESS),
    Pair("Nearly half of the flats, four of nine, burned out.", FIRE),
    Pair("The tunnel is 16.1 kilometres long.", TUNNEL, (("number", "16.1"),)),
    Pair("Marta Rinaldi, 94, led the work.", TUNNEL, (("age", "94"),)),
    Pair("She thanked 460 workers and Martina Rinaldi.", TUNNEL, (("number", "460"), ("name", "Martina Rinaldi"))),
    Pair("Trains will run from the autumn of 2029.", OPENING, (("date", "2029"),)),
    Pair("Of 3,200 volunteers 312 fell ill though they had it, said Hana Kim.", VACCINE, (("name", "Hana Kim"),)),
    Pair("The doctors work in Phnom Penh.", VACCINE, (("place", "Phnom Penh"),)),
    Pair("The drivers want a rise of 19 per cent.", STRIKE, (("number", "19"),)),
    Pair("“We drive your kids,” Meira said.", DRIVERS, (("quote", "“We drive your kids,”"),)),
    Pair("The violin was left on the 8.50 p.m. from Basel.", THEFT, (("time", "8.50 p.m."),)),
    Pair("The violin was lost on 13 May in Berlin.", THEFT, (("date", "13 May"), ("place", "Berlin"))),
    Pair("The 41-year-old beat the Danish grandmaster.", CHESS, (("age", "41"), ("place", "Danish"))),
    Pair("Five of the nine flats burned out.", FIRE, (("number", "Five"),)),
)
