"""Examples and counter-examples for the guidelines that Newsroom starts with. What administrators have written stays."""

from django.db import migrations

# slug: (examples, counter-examples), one to a line
EXAMPLES = {
    "misstated_age": (
        ["“Ana Horvat, 43”: every other source, and her birth date, make her 34.",
         "“The 12-year-old” in the lead, “the girl, 13” four paragraphs on."],
        ["“He was 29 when he joined the service”: his age then, not today.",
         "“Horvat, 34, and her father, 61”: two people, two ages."],
    ),
    "wrong_location": (
        ["“A fire in Split”: the other sources and the fire service say Šibenik.",
         "“The Danube at Graz”: the Danube does not pass Graz."],
        ["“In Ghent” here, “in Belgium” there: the city lies in the country.",
         "“Kraków” here, “Cracow” there: one place, two spellings."],
    ),
    "wrong_number": (
        ["“More than 700 passengers”: the others count 70.",
         "“Three of the four boats” and, later in the text, “all five boats”."],
        ["“About 300” beside “297”: a rounded figure.",
         "“12 injured” on Monday, “15 injured” on Tuesday: the later count replaces the earlier."],
    ),
    "wrong_date": (
        ["“On Friday, 4 March 2026”: that day was a Wednesday.",
         "“The crash in 2015” where all others say 2005."],
        ["“Yesterday” in Tuesday’s paper, “on Monday” elsewhere: the same day.",
         "“In spring” beside “in April”: less exact, not wrong."],
    ),
    "garbled_sentence": (
        ["“The minister said that the to be closed bridge.”",
         "“Firefighters were were called at noon the in harbour.”"],
        ["“Not a word. Not one.”: a deliberate fragment.",
         "“Harbour bell silent after 40 years”: a headline."],
    ),
    "truncated_text": (
        ["“The mayor promised that the school would”",
         "“… read the full statement by the” where the article ends."],
        ["“She paused. ‘I would have…’”: somebody breaks off in speech.",
         "A short report that ends with a whole sentence."],
    ),
    "name_variant": (
        ["“Sergej Petrov” where the others and the house write “Sergei Petrov”.",
         "“Ms Lindqvist” in one paragraph, “Ms Lindquist” in the next."],
        ["“Jan Novak” and “Eva Novak”: two people with one surname.",
         "“The chancellor” for a name given before."],
    ),
    "misattributed_or_altered_quote": (
        ["“We will never close it” where the recording says “We will not close it this year”.",
         "The coach’s words, given to the captain."],
        ["“The lake is clean” and “The water is clean”: two translations of one foreign sentence: minor at most.",
         "A quotation shortened where “…” says so."],
    ),
    "contradiction_between_sources": (
        ["One source has the driver arrested, another has her released, of the same hour.",
         "Two sources, two causes of the fire, and no word from the investigators."],
        ["One source says less than the other: nothing is contradicted.",
         "One of the two is plainly wrong: name that fault instead."],
    ),
    "duplicated_passage": (
        ["The paragraph on the rescue stands twice, the second time with “rescuers” for “helpers”.",
         "The lead word for word again at the foot."],
        ["A headline that the lead takes up.",
         "A quotation, after a sentence that sums it up."],
    ),
    "boilerplate": (
        ["“Share this article · Print · Subscribe for €1 a month”",
         "“All rights reserved. No part may be reproduced.”"],
        ["“Additional reporting by Ida Berg”: says who worked on it.",
         "“This report was corrected on 3 May”: readers of the source should know, and so should you."],
    ),
    "unrelated_content": (
        ["“Also read: ten beaches for the summer” between two paragraphs on a court case.",
         "A paragraph about another accident, of another year, in another town."],
        ["Background: the last flood of the same river.",
         "What the same people did next."],
    ),
    "house_style": (
        ["“Kiew” where the house writes “Kyiv”.",
         "“10 meters” where the house writes “metres”."],
        ["The spelling of a name that its owner uses.",
         "Words inside a quotation or a title."],
    ),
}


def load(apps, editor):
    Category = apps.get_model("articles", "ErrorCategory")
    for slug, (examples, counter_examples) in EXAMPLES.items():
        rows = Category.objects.filter(slug=slug)
        rows.filter(examples="").update(examples="\n".join(examples))
        rows.filter(counter_examples="").update(counter_examples="\n".join(counter_examples))


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_threads_and_inbox")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
