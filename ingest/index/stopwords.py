"""Swedish function words, and the words that only make a sentence a question.

Chosen for official prose: words that stand in nearly every passage and tell none apart.
"""

STOP_WORDS = frozenset(
    """
    alla allt att av bara bland blev bli blir blivit bort bör borde både båda då där därför de dem
    den denna dess dessa det detta dig din dina ditt dock dom du där efter eller en enligt ens er
    era ert ett exempelvis finns fick fram från får få för före gentemot genom ge ger gör göra görs
    gjorde gjort ha hade han har henne hennes hon honom hos hur här i igen in inför ingen inget inga
    inom inte iväg ja jag ju kan kanske kommer kunde kunna kring likaså låta man med medan mellan
    men mer mera mest mig min mina mitt mot mycket måste möjligen ni nej nog nu nya när någon nån
    något nåt några och ock också ofta olika om oss på redan rätt rör samt sedan ska skall skulle
    sig sin sina sitt själv själva som så sådan sådana sådant te till tills trots under upp ur ut
    utan utifrån vad var vara varför varit varje vars vart vem verkligen vi via vid vidare vilka
    vilken vilket vill väl vår våra vårt åt än ändå är även över egentligen bla tex dvs mm osv
    finnas berätta beskriv ge ange nämn förklara sammanfatta snälla tack hej undrar
    säger säga sa sade sagt tycker tycka tyckte anser anse menar mena skriver skriva
    ute ens nånting någonting någonstans istället stället in inne ner nere
    """.split()
)
