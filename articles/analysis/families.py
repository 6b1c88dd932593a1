"""Words that say the same in a news story: each line is one family, named by its first word.

A family holds the verb, its noun and the words that another writer would choose: synonyms, and the wider word where a
report uses both for one thing (lorry and vehicle). Opposites and neighbours in meaning (killed, injured) stay apart,
for they tell two facts apart. Whole fields of news, no selection from any story.
"""

_FIELDS = {
    "harm and rescue": """
        die kill dead death fatality perish fatal toll slay slain murder killing
        injure hurt wound injury injured wounded casualty harm
        survive survivor survival
        miss missing unaccounted disappear vanish
        evacuate flee displace evacuation evacuee displaced displacement uproot
        rescue save
        hospitalise hospitalize hospitalisation
        treat treatment
        burn destroy consume scorch devour ravage char gut blacken destruction
        damage wreck ruin
        flood inundate submerge inundation flooding
        collapse crumble cave
        crash collide collision smash
        derail derailment
        sink capsize overturn founder sinking capsizing
        explode explosion blast detonate
        fire blaze inferno flame wildfire
        storm hurricane cyclone typhoon tempest
        earthquake quake tremor temblor
        erupt eruption
        landslide mudslide avalanche
        extinguish douse quench
        contain containment
        drown drowning
    """,
    "crime and courts": """
        arrest detain custody arrested detention apprehend
        steal theft robbery rob burglary burgle heist raid loot stolen swipe
        thief burglar robber intruder raider
        shoot shooting gunfire shot
        stab stabbing knife
        convict guilty conviction
        acquit acquittal
        sentence jail imprison imprisonment
        prison jailhouse gaol
        court courtroom tribunal courthouse
        verdict ruling judgment judgement
        trial hearing proceeding
        lawyer attorney counsel solicitor barrister
        accuse charge indict accusation indictment
        fraud swindle deception embezzlement
        fine penalty
        compensate compensation
        juror jury
        prosecutor prosecution
        demand ask call
        witness testify testimony
        suspect accused defendant
        suspend suspension
    """,
    "politics": """
        vote voting ballot poll election elect
        turnout participation
        win victory triumph winner clinch beat defeat
        candidate contender challenger hopeful
        mayor burgomaster
        parliament assembly legislature
        lawmaker deputy legislator
        treaty accord agreement pact deal compact convention
        sign signing signature
        talk negotiation discussion negotiate meeting
        summit conference congress
        protest demonstration rally march demonstrate demonstrator protester marcher
        strike walkout stoppage
        resign resignation quit
        appoint appointment nominate
        law legislation
        approve approval endorse adopt
        reject refuse rebuff
        declare decree proclaim declaration
        announce announcement unveil
        government cabinet administration
        review revision examination check inspect inspection
        tax levy
    """,
    "money and work": """
        cost price expense
        budget spending
        value worth valuation
        buy purchase acquire acquisition takeover overtake
        sell sale
        profit earnings earn
        revenue turnover
        debt borrowing
        loan lend lender
        invest investment investor
        donate donation donor gift
        raise fundraising
        pay payment
        reward bounty
        grant subsidy
        share stock
        shareholder stockholder
        employ employment employer workforce
        worker employee staff labourer workman
        job post position
        dismiss layoff redundancy sack sacking
        hire recruit
        company firm business corporation concern
        factory plant
        customer client shopper
        insurer insurance
        bonus premium
    """,
    "change and measure": """
        rise increase grow climb growth surge soar jump
        fall drop decrease decline shrink diminish dwindle reduce reduction plunge slump lose loss
        reach hit attain
        begin start commence launch beginning outbreak open inaugurate opening inauguration reopen
        end finish complete completion conclude ending expire
        close closure shut
        last duration lasting run
        build construct building construction erect
        found establish foundation
        late delay delayed postpone slip
        long length
        wide width breadth broad
        thick thickness
        high height tall
        deep depth
        weigh weight heavy
        hold host stage
        measure measurement
        estimate reckon calculate guess
        predict forecast expect prediction prognosis
        speed velocity
        diameter
        temperature heat mercury thermometer
        home house dwelling residence
        flat apartment
        branch office outlet shop store
        distance away
        orbit circle
    """,
    "coming and going": """
        arrive land arrival
        depart departure leave
        visit trip tour journey travel
        fly flight
        cross crossing
        carry transport
        passenger traveller traveler rider
        car vehicle van lorry truck
        carriage coach wagon
        plane aircraft jet airliner aeroplane airplane
        ship vessel boat ferry
        train railway rail
        machine machinery tractor harvester
        road highway motorway route
    """,
    "people": """
        doctor physician medic surgeon
        police officer policeman constable policewoman
        firefighter fireman firewoman
        soldier troop serviceman
        child kid youngster
        pupil student schoolchild
        resident villager inhabitant neighbour neighbor townspeople local
        spectator fan onlooker
        scientist researcher astronomer
        teacher tutor
        player footballer
        farmer rancher cattleman grower
        chairman chairwoman chair chairperson
        boss chief
        wife husband spouse
        audience crowd attendance
        author writer
        owner proprietor
    """,
    "culture, sport and science": """
        painting picture canvas
        museum gallery
        exhibition show exhibit
        concert recital
        prize award trophy
        championship tournament
        title crown
        discover discovery spot find
        perform performance
        violin fiddle instrument
        book novel
        film movie
    """,
}

FAMILIES = {
    word: line.split()[0] for lines in _FIELDS.values() for line in lines.strip().splitlines() for word in line.split()
}


def family(lemma: str) -> str:
    """The name of the family that a lemma belongs to, or the lemma."""
    return FAMILIES.get(lemma, lemma)
