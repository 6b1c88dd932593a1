"""Forms of English verbs that the tags of a model do not tell apart."""

# Pasts that are no participle: `fell` but `fallen`. Those that are also a noun, an adjective or a base form are left out.
PAST_ONLY = frozenset(
    "arose ate awoke became befell began blew broke chose came did drank drew drove fell flew forbade forgot forgave froze "
    "gave went grew hid knew lay mistook outgrew overcame overthrew overtook oversaw partook ran rang rose sang sank saw "
    "shook shrank spoke sprang stank stole strode strove swam swore took threw tore trod underwent undertook withdrew "
    "woke wore wove wrote".split()
)
# Verbs that have no passive, so that their past is never a participle behind a noun.
NEVER_PASSIVE = frozenset(
    "died arrived happened occurred remained appeared disappeared seemed existed emerged lasted belonged consisted depended "
    "resigned vanished departed laughed smiled wept stood sat".split()
)
# Verbs whose passive may keep an object: `a man given a prize`, `a boat named Hope`.
TWO_OBJECTS = frozenset(
    "award grant offer name call dub hand pay show tell ask deny fine charge owe elect appoint label promise send teach "
    "serve allow assign leave refuse sentence give consider make".split()
)
# Pasts and participles that are also the bare form (`has come`, `did put`).
SAME_PARTICIPLE = frozenset(
    "come become overcome run put set cut hit let shut cost hurt read split quit beat bid burst cast shed spread thrust upset "
    "rid broadcast forecast bet wed knit slit offset reset input output rerun outrun found wound ground lay left felt "
    "saw fell bound".split()
)
# Nouns in -s that are one thing, and plurals that count as one.
PLURAL_LOOKING = frozenset(
    "news series species means headquarters works barracks crossroads gallows odds premises measles mumps rabies diabetes "
    "billiards darts draughts whereabouts remains proceeds people police data media bacteria criteria phenomena sports "
    "arms goods dozens hundreds thousands lots".split()
)
# Nouns of groups, which Britons treat as plural.
COLLECTIVES = frozenset(
    "family team club side committee government council crew staff police public band group board jury army navy crowd "
    "couple pair majority minority number party company firm bank union squad class community audience panel press media "
    "opposition cabinet ministry department agency force command leadership management orchestra choir cast gang mob trio "
    "duo quartet half third quarter rest bulk lot host range series variety percent data youth population electorate "
    "congregation faculty generation administration association federation delegation coalition alliance household "
    "majesty county borough university school hospital trust society brigade regiment division unit corps faction "
    "parliament senate house court prosecution defence defense none any all some most cattle livestock poultry folk people "
    "dozen score hundred thousand million elite aristocracy clergy gentry nobility proletariat enemy world city town "
    "village country nation state".split()
)
