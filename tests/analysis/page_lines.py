"""Lines of web pages, and lines of news that use the same words: the measure of the rules for page furniture."""

FURNITURE = """
This article may contain affiliate links.
We may earn a commission if you buy through our links.
HarbourPost may receive a small commission from purchases made through links on this page.
As an affiliate partner, CoastSpan earns from qualifying purchases.
Prices were correct at the time of publication.
Our journalism is funded by readers like you.
The Coast Journal is a reader-supported newspaper.
CoastSpan is reader-funded. Give what you can.
Support independent journalism from as little as £2 a month.
Already a subscriber? Log in
Not a subscriber yet? Try us free for a month.
To continue reading, register for free.
This story is available exclusively to members.
Subscriber-only content
Premium
You have reached your limit of free articles.
You've read 3 of 5 free articles this month.
Unlock this article for $1
Start your free trial
Cancel anytime.
Got a tip? Email newsdesk@coastjournal.example
Got a story? Call our newsdesk on the number below.
Do you have a story for us? Message us on WhatsApp.
Have you been affected? Share your experience with us.
Were you there? Send your pictures to our newsroom.
Have a question? Ask our reporters.
If you have a story, get in touch with our team.
Report an error
Report this ad
See something wrong? Suggest a correction.
A correction was made to this story. Read our corrections policy.
Here are our editorial standards.
Our standards: The Harbour Wire Trust Principles
Read our full privacy policy
Manage my privacy settings
Do not sell my personal information
Cookie preferences
Accept and continue
We value your privacy
We and our 214 partners store and access information on a device.
By using this site you agree to our terms of use.
JavaScript is disabled in your browser.
Please enable JavaScript to view comments.
Your browser does not support the video element.
This video is not available in your country.
Video unavailable
Play video
Watch now
Watch: The moment the ferry hits the pier
WATCH LIVE: Council meets on pier
Listen: 4 min
Listen to this story
Audio version available
Text size: A A A
Aa Aa Aa
Save for later
Save article
Add to reading list
Copy link
Link copied
Print this page
Send to a friend
Share this story
Share full article
Share 38
Tweet this
1.2K shares
112 comments
Be the first to comment
Comments are moderated
What do you think? Tell us in the comments below.
Join the discussion
View all 43 comments
Reply
Report comment
Sort by: Newest
Load more
Show less
Back to top
Skip to content
Go to navigation
Menu
Toggle navigation
Search this site
Follow our live blog for updates.
Follow live updates here
Follow Anna Berg on X
Follow @annaberg
Anna Berg is a senior reporter at CoastSpan.
Anna Berg is the Coast Journal's harbour correspondent. She joined in 2019.
About the author
Written by Anna Berg
Edited by Ivo Brandt
Reporting by Anna Berg; editing by Ivo Brandt
(Reporting by Anna Berg in Velden; Writing by Ivo Brandt; Editing by Clara Dunn)
Additional reporting by Clara Dunn
Translated by Ivo Brandt
Compiled by our desk
With files from The Coast Press
— With AP
Source: Harbour Wire
Sources: Harbour Wire, agencies
(HW/cd)
Photo: Anna Berg/Coast Press
Image: Coast Press
AFP via Getty Images
PHOTOGRAPH: ANNA BERG
(File photo)
File photo
Pictured: Captain Ivo Brandt
Picture gallery (12 images)
1 of 7
Image 1 of 7
Slide 3 of 9
Scroll to continue
Story continues after ad
Advertisement. Scroll to continue reading.
AD
Sponsored content
Paid content
Partner content
Promoted stories
Around the web
From our partners
More on this story
More from the coast
More about ferries
Related topics
Related: Pier closed for a year
RELATED STORIES
READ ALSO: Mayor opens garden
Read next: Seven soups for cold days
Up next: The oldest ferry on the coast
Also in the news: Seals on the pier
In case you missed it
ICYMI: The pier that moved
Don't miss
Must-reads
Editor's picks
Most popular in news
What others are reading
Trending now
Recommended for you
Top stories
Latest headlines
Explore more on these topics
Topics
Tags: ferry, pier
Filed under: Local news
Category: Transport
First published on Mon 12 May 2025 10.45 BST
Published 3 hours ago
Updated 2h ago
Posted at 6:42 a.m.
Posted 6:42 a.m. · Updated 9:10 a.m. · 4 min read
Last modified on Tue 13 May
12 May 2025, 10:45 AM
Date: 12 May 2025
4-minute read
LIVE
BREAKING
EXCLUSIVE
OPINION
Developing story: this page will be updated.
This is a breaking news story. More to follow.
This story will be updated.
Refresh for updates
Sign up for our newsletter
Want more stories like this? Sign up here.
Get our free daily briefing
Get breaking news alerts on your phone
Turn on push notifications
Download the CoastSpan app
Available on iOS and Android
Subscribe on Apple Podcasts
Like us on Facebook
Join our WhatsApp channel
Become a member
Buy the print edition
E-paper
Digital edition
Gamble responsibly. 18+. Terms apply.
When the fun stops, stop. BeGambleAware.org
Copyright 2025 The Coast Press. All rights reserved.
This material may not be published, broadcast, rewritten or redistributed.
Reproduction without permission is prohibited.
Media contact: press office, extension 4
Press contact: Clara Dunn, +44 20 7946 0000
For media enquiries: press@velden.example
For more information visit www.velden.example
About Velden Ferries: Velden Ferries plc is a leading operator of ferries.
###
-30-
ENDS
Notes to editors
SHIPNEWS – The Daily of the Sea
Home of the sailor: shipnews – tides – tables – forum (2,904 online)
More to the topic: tide tables · pier news · newsletter order
The views expressed are the author's own.
This is an opinion piece and does not reflect the views of CoastSpan.
Disclaimer: CoastSpan is not responsible for external content.
Advertise with us
Work with us
Help centre
Site map · Contact · Jobs
Some of the links in this piece are affiliate links, which means we may be paid a fee.
We earn a fee from some of the shops listed here.
Good journalism costs money. Please consider a donation.
Every contribution, however big or small, keeps us going.
Independent. Fearless. Funded by you.
Create a free account to keep reading
Sign in to join the conversation
3 articles remaining
Enjoy unlimited reading for 99p a week
Gift this piece to a friend
Know something we don't? Write to tips@coastspan.example
Can you help with this story? Contact our investigations desk.
Spotted an inaccuracy? Let us know.
This article was amended on 14 May 2025.
Correction: an earlier version gave the wrong year.
Editor's note: This story has been updated with a statement.
Tap to unmute
Enable notifications
Expand image
Enlarge this image
Toggle caption
hide caption
View image in fullscreen
Swipe left for more pictures
Watch the video above
Listen to the podcast episode below
Get it on Google Play
Scan the QR code to download
Leave us a review
Rate this app
Subscribe for $4 a month
View subscription offers
See our latest offers
Share on Facebook
Share via email
WhatsApp
Facebook · Twitter · WhatsApp
Email this page to a colleague
Print edition, page 14
A version of this article appears in print on May 12, Section A, Page 4.
This story was first published in the Velden Courier.
Republished with permission from The Lamp.
Produced by our video team
Illustration: Clara Dunn
Picture: Ivo Brandt / Coast Press
Photo by Clara Dunn
Getty
Video by Ivo Brandt
Reported from Velden by Anna Berg
— Reporting by Anna Berg in Velden
Our reporter can be reached at anna@coastspan.example
Anna Berg covers transport for the Coast Journal.
Published: 10:45, 12 May 2025 | Updated: 11:20, 12 May 2025
Last update: Monday, 12 May 2025
2 days ago
Reading time: 3 minutes
Most commented
Most shared
You may have missed
Next story: The pier that would not move
Previous: The oldest ferry on the coast
More news from Velden
More like this
Similar articles
See all stories
News | Velden | Ferries
Home > News > Velden
News in pictures
Sponsored by Velden Ferries
Advertisement feature
Ad: Sail round the world for less
Paid for by Velden Ferries
All times are local.
All times BST
Data delayed by at least 15 minutes.
Terms and conditions apply.
T&Cs apply. Over 18s only.
Comments on this story are now closed.
Join 40,000 others who get our morning email
Thanks for signing up!
Please check your inbox to confirm.
Invalid email address
Something went wrong. Try again later.
Loading...
404
Contact the newsroom
CONTACT: Clara Dunn, press officer, Velden Ferries
SOURCE Velden Ferries plc
SHARE THIS ARTICLE
Your daily dose of the sea, straight to your phone.
Want to read more? Subscribe from €1.
CoastSpan+ exclusive
Unlock the full story with a digital pass
Members can comment on this story
57 people are talking about this
Like what you see? There is more where that came from: sign up here.
Your morning catch-up, every weekday at 7am
Enter your email to get the Harbour Letter
We'll never share your details.
You can opt out at any time.
Protected by reCAPTCHA
This site uses cookies to give you the best experience
OK, got it
Close this window
Open in app
Turn off ad blocker
Why am I seeing this ad?
Remove ads
Hear more from our columnists
Have your say
Vote in our poll
Take our quiz
Do you agree? Comment below
Show comments
Most recent first
See more photos
Photos: The storm in pictures
VIDEO: Dog rescues ferry captain
Picture: AP
Photograph by Anna Berg for CoastSpan
Credit: Anna Berg
Credits: NASA/ESA
© Anna Berg
Text by Anna Berg
Anna Berg in Velden
Additional reporting: Ivo Brandt
With agencies
Agencies
Published by The Harbour Press Ltd
Contact Anna Berg at aberg@coast.example
Follow her on Twitter: @aberg
Twitter: @aberg
First published: 12 May
10:45am, 12 May 2025
Updated on Monday at 10:45
This article is more than 2 years old
More in Transport
Also on CoastSpan
Other stories you might like
Readers also read
Stories for you
From the archive
Back to all news
Next up
Home / News / Local
A | A+ | A++
Sitemap
Privacy notice
Legal notice
Imprint
Complaints
Competitions
""".strip().splitlines()

NEWS = """
The company said it may earn a commission on each ticket.
Commission of 5 per cent was paid to the agent, the court heard.
The prices were correct, the auditor found, but the dates were not.
Readers of the Coast Journal raised 4,000 pounds for the crew.
The museum is funded by visitors and by the city.
The theatre is reader-friendly, the mayor joked.
Members voted 12 to 3 for the plan.
Premium fuel costs nine cents more from Monday.
A free trial ended for eleven of the defendants on Friday.
Subscribers to the theatre will get their money back.
The app shares data with 214 partners, the regulator found.
Cookies and milk were served to the children after the rescue.
The privacy of the patients was violated, the judge said.
He accepted and continued to pay until March.
Users must agree to the terms before they can vote.
The browser company Nordsee lost a third of its value.
The video shows the ferry turning before it hit the pier.
A video of the crash was viewed more than a million times.
Watch officers are to be trained again.
Listening posts along the coast picked up the call.
Print runs have fallen by half since 2010.
The link between the two cases was not proved.
Comments by the minister angered the fishermen.
No comment, said the captain.
“No comment,” said the captain.
The minister would not comment.
Share options worth 2 million went to the directors.
Shares in the company fell 4 per cent.
The search was called off at nightfall.
The menu at the inn lists eleven kinds of herring.
Home owners near the pier were told to leave.
Home was a hut behind the harbour.
Follow-up tests will be made in June.
Followers of the sect gathered at the gate.
Live music will be played on the pier.
Live animals were found in the hold.
Breaking waves stopped the divers.
Exclusive: the word stood on every door of the club.
Opinion in the town is divided.
Edited tapes were played in court.
Translated into money, that is 3 million a year.
Written in 1913, the letter was found behind a wall.
Reporting the crime took her three years.
Sources close to the company said that talks had failed.
The source of the leak was a valve.
Source material was burned.
Photographs of the pier hung in the hall.
Photo finishes decided two of the races.
The picture was taken in 1940.
Pictured on the wall is her grandfather.
A file photo was used by mistake, the police said.
One of seven people on board is missing.
Three of nine judges dissented.
The story continues in Velden, where the pilot lives.
The story was told to her by her mother.
Advertisements for the ferry had promised safety.
Ad revenue fell by 4 per cent.
Sponsored by the harbour board, the race drew 300 boats.
Partner countries will pay half.
Around the web of canals, police set up barriers.
More ferries will sail in summer.
More than 40 people came.
More about the causes will be known in May, he said.
Related offences were dropped.
Read out in court, the letter made the jury laugh.
Reading the verdict took four hours.
Next comes the hard part.
Up next door, the neighbours heard a scream.
In case of storm, the port will close.
Most popular was the herring, of which 900 were sold.
Top stories of the building were destroyed.
The top storey burned out.
Recommended doses were exceeded.
Trending upward since May, prices reached a peak.
Topics at the summit include fish and fuel.
Tags were found on the birds.
Filed in 2019, the suit asks for 3 million.
Category 4 winds hit the coast.
First published in 1913, the book sold badly.
Published figures show a loss.
Updated figures will follow on Monday.
Posted to the north, he learned to sail.
Posts were dug up along the road.
Last seen on Monday, the boat carried four.
On 12 May 2025 the pier was closed.
The story is developing.
The page was missing from the log.
Sign language was used.
Sign makers are on strike.
Want and hunger drove them to the coast.
Get-togethers of more than ten are banned.
Getting there takes four hours.
Alerts were sent to all phones in the valley at 6 a.m.
Push notifications woke the town at four.
Download speeds doubled.
Available beds fell to nine.
Like many here, he fishes.
Like us, they lost a boat, said the sailors from Hook.
Join the navy, his father had told him.
Become a nurse, her mother said, and she did.
Buy less, the bank advised.
Gambling is forbidden on board.
The fun stopped at midnight.
Copyright law does not cover recipes.
All rights of the owners were ignored.
Reproduction of the fish is slow.
Contact was lost at noon.
Media reports of a deal were denied.
Press freedom has suffered.
For more than a year, nobody visited the wreck.
For more information, investigators turned to the crew.
About 40 people were hurt.
About the captain little is known.
Notes found in the cabin were burned.
The views from the pier are famous.
The views of the author were not those of the bishop.
Opinion polls show a tie.
Help came too late.
Jobs will go.
Work resumed.
He is a senior reporter at the Coast Journal and was in court as a witness.
Anna Berg, a reporter for CoastSpan, was arrested on Monday.
The newspaper said it stood by its story.
Our correspondent in Velden saw the smoke.
The broadcaster apologised for the error.
Have you seen this man? Police showed the picture on Monday.
Do you know what they told me? Nothing.
What do you think happened next? The roof fell in.
Tell them the truth, the mayor said.
Ask anybody in Velden and you will hear the name.
Call the harbour master if you see the seal, the council says.
Anyone with information is asked to call police on 101.
Anyone who saw the boat is asked to contact the coastguard.
Residents should boil their water until Monday.
If you smell gas, open the windows and leave, the fire service says.
Visit the island in May, when the puffins breed.
Check your ticket: trains from Velden are cancelled.
See you in court, he shouted.
Watch your step, reads the sign.
Keep out, says a sign on the gate.
Scroll makers in Kyoto face ruin.
Skip the queue passes will cost 20 euros.
Back to the top of the table went Velden.
Back to work, then.
Load limits were ignored.
Replies came from all over the world.
Reply came there none.
Reports of looting could not be confirmed.
Report after report warned of rust.
Link-up with the station came at noon.
Save the whales, read one banner.
Saved by a dog, she lives in Hook now.
Copy that, said the pilot.
Play was stopped by rain.
Audio of the call was played in court.
Text messages showed that she had been warned.
Text: none. Picture: a fish.
The app, the newsletter and the website will be closed, the publisher said.
Facebook and Twitter blocked the account.
Instagram said it had removed the pictures.
WhatsApp messages read out in court show the plan.
YouTube paid the boy 40 dollars.
The podcast led police to the grave.
The newsletter of the club called him a hero.
Some of the links in the chain had rusted through.
The shop earns a fee from each sale, the court heard.
Good journalism costs money, the editor told the committee.
Every contribution counts, said the mayor.
He created a free account to read her messages.
Three articles of the treaty remain open.
Unlimited fishing ended in 1990.
Somebody must know something, said the inspector.
The article of the constitution was amended in 2019.
An earlier version of the law gave the wrong year.
The editor’s note was found in a drawer.
Enabling the alarm takes two minutes.
The caption under the portrait was false.
Swiping a card opens the gate.
Viewers of the match saw no replay.
Scanning the horizon, he saw smoke.
Rates will rise in June.
Latest offers from the company were rejected by the crew.
Sharing a cabin saves money.
WhatsApp is banned in the ministry.
Emails show that she knew.
Page 14 of the report lists the victims.
Section A of the stand collapsed.
Permission was refused twice.
Video from the scene shows two boats.
Getty, the oil family, owned the island.
Reported crime fell by 4 per cent.
Our reporter saw two bodies on the quay.
Coverage of the roof cost 4 million.
Published work by the two authors was withdrawn.
Updates to the software caused the failure.
Two days ago the town had power.
Reading was his only comfort.
Most commented on was the cake.
Most shared taxis were full.
Next, the story of the pier will be told in court.
Previous winners include a seal.
More news was expected at noon.
Similar cases were seen in Hook.
News spread quickly along the coast.
Home again, the sailors slept.
Pictures of the wreck were shown to the jury.
Sponsors withdrew on Monday.
Ads for the game were banned.
Paid leave will be longer from May.
All times were beaten by the girl from Hook.
Data were lost.
Terms of the deal were not disclosed.
Conditions on board were poor.
Closed since May, the pier is rusting.
Join or leave, the rebels were told.
Thanks to the dog, nobody drowned.
Please help us, the passengers wrote on the window.
Invalid ballots numbered 400.
Something went wrong with the anchor.
Loading took nine hours.
Contact between the two ended in May.
Contact tracers found 40 people.
The press officer had left by then.
Sources: two sailors and a cook, he said, laughing.
Daily doses of the drug were halved.
Straight to the bottom went the ship.
Support for the pier fell to 40 per cent.
Share of the vote: 41 per cent for Dunn, 39 for Brandt.
Turnout: 61 per cent
The search
What happened next
A long night
The video
No comment
Live and let live
Who was on board?
What we know
The victims
""".strip().splitlines()
