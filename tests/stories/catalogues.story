# C4, the catalogues.
# Catalogues of underwear come for a doctor, at work and then at home, from nobody. Two messages show
# who sends them: a man who left the practice two years ago. He is told; he follows her car and waits
# in her lane; the police take it up; bail; another catalogue all the same; a charge.
#
# Exercises: R1 R2 (catalogues, following, home), R3, R5 (an unknown sender, attributed later with the
# reason), R6, R7 (worse after he was told), R8 R9 (told by the practice), R10 R11, R13 (what to do
# with a catalogue), R15, R20 (police at once), R21, R22 (bail, charge, time limit), R24 (charge).
# Beyond R8 to R20, and marked so: course-of-conduct, time-limit, breach-report (R22),
# disclosure-decision (R21), after-outcome (R24).

story: C4
case: catalogues
clinician: Dr Corisande L. Wetherfold
initials: CLW
setting: gp
jurisdiction: england
zone: Europe/London
relation: unknown
opened: 3 Sep 2025 18:10
exercises: R1 R2 R3 R5 R6 R7 R8 R9 R10 R11 R13 R15 R20 R21 R22 R24

3 Sep 2025 18:14  contact catalogue "Underwear, in my name, in the practice's post. I ordered nothing."  occurred: 3 Sep 2025 morning  signs: sexual  place: "the practice's post"  as: first
    effect: "Took it for a mistake."
    next: gift-decision because first; boundary-reply because first; tell-manager because first; contact-defence-organisation because first
    not: police-now; police-report; warning-letter; no-reply-online
    not (R22): course-of-conduct; time-limit
    never: chaperone; list-removal
3 Sep 2025 18:20  measure gift-refused "Not opened further; kept in its wrapper, in a bag."
    next: gift-decision done
4 Sep 2025 08:30  measure told-manager "Post for me is opened by two people from now on."
    next: tell-manager done

# At home now. That nobody knows who it is does not make it less.
9 Sep 2025 19:05  contact catalogue "Two more, at home. Two corners are turned down."  occurred: 9 Sep 2025 about 18:30  signs: sexual at-home  place: "my front door"  as: at-home
    effect: "Locked the door and rang my sister."
    next: gift-decision because at-home; police-report because at-home
    next (R22): course-of-conduct because first, at-home; time-limit
    not: police-now; transfer-care
9 Sep 2025 19:10  measure gift-refused "Kept in their wrappers."
10 Sep 2025 08:10  import "catalogues/did-they-fit.eml"  account: dh.forwarding@parcelpost.example  mine: c.wetherfold@gorsebank.example  as: mail
    counts: read 1; taken 1; left out 0; already 0; not understood 0; from subject 1
10 Sep 2025 08:15  account email "dh.forwarding@parcelpost.example"  because: "It names the two pages with the corners turned down; nobody else has seen them."  as: mail-account
10 Sep 2025 08:20  detail mail/1  signs: sexual personal-question
    next: boundary-reply because first, at-home, mail/1
10 Sep 2025 12:40 set subject: "Desmond Harrowmint"  relation: former-patient  as: named
    next: boundary-reply because first
    never: chaperone
10 Sep 2025 13:00  measure told-defence-organisation "Advice line: the practice should tell him once; then the police, with everything kept."
    next: contact-defence-organisation done
12 Sep 2025 10:00  measure reply "A letter by the manager: no catalogues, no mail, no contact of any kind with Dr Wetherfold; it must stop."  by: "Practice manager"  as: told
    next: boundary-reply done
    not: boundary-reply; police-now

# The car.
20 Sep 2025 19:25  contact following "A grey car behind me from the surgery to my lane. He was driving; I knew his face then."  occurred: 20 Sep 2025 18:50  signs: after-being-told following fear  place: "from the surgery to my lane"  as: car
    effect: "Drove past my own house and on to the lit garage."
    first: police-now
    next: police-now now because car; police-report because at-home, car; warning-letter because car
    next (R22): course-of-conduct because first, at-home, mail/1, car
    not: boundary-reply
20 Sep 2025 19:40  measure police-report "From the garage, 999, then 101 for the rest. Nothing about his care."  reference: "DEMO-0552"  as: report-1
    next: police-now done; police-report done
    next (R21): disclosure-decision because report-1
    not: police-now
# The list of the practice's telephone, as its system saves it. Others rang too; two calls had no number.
21 Sep 2025 09:10  import "catalogues/calls to extension 12.csv"  account: "07700 900388"  as: calls
    column: date=Date time=Time from-account=Number direction=Direction words=Note
    channel: call
    counts: read 12; taken 4; left out 8; already 0; not understood 0; from subject 4; from clinician 0; attachments 0; gaps 4
    stands: calls/1 15 Sep 2025 08:44 call asked which days Dr W. is in
    stands: calls/2 17 Sep 2025 17:58 call "Tell her that page 31 has come"
    stands: calls/3 17 Sep 2025 17:59 call
    stands: calls/4 20 Sep 2025 08:02 call breathing
    nowhere: Tolliver; Ambrose; 7946; withheld; Gas reading
21 Sep 2025 09:15  account phone "07700 900388"  because: "He left this number with reception when he was a patient."
21 Sep 2025 09:30  disclose police  to: "Quernshire Police"  reference: "DEMO-0552"  as: bundle-1
    decision: goes named.subject named.relation #0.relation  basis: public-interest  by: "C. L. Wetherfold"  because: "He follows me; they cannot find him without a name."
    goes: first at-home mail/1.words car.words; named.subject named.relation
    stays: mail.source_name
21 Sep 2025 09:35  verify bundle-1
    says: intact; none missing; key not confirmed; exit 0
21 Sep 2025 09:40  letter draft police-cover  as: cover-draft
    fill: "police=Quernshire Police" "police-reference=DEMO-0552" "bundle=bundle-1.zip"
    fill: "safe=No. He knows where I live, and he has followed my car." "reach=020 7946 0388, at any hour"
21 Sep 2025 09:45  letter approve cover-draft  by: "Dr Corisande L. Wetherfold"  as: cover-approved
21 Sep 2025 10:20  letter sent cover-draft  how: "handed over at the station, with the bundle"  by: "Dr Corisande L. Wetherfold"  as: cover

# Reported once does not mean done with: each new fear asks anew.
2 Oct 2025 22:30  contact attendance-home "He stood under the lamp across the lane and held up his telephone."  occurred: 2 Oct 2025 about 22:10  signs: at-home waiting-for photographing fear  place: "the lane"  witness: "My neighbour"  as: lamp
    effect: "Sat on the stairs until the police came."
    first: police-now
    next: police-now now because lamp
2 Oct 2025 23:40  measure police-report "999; two officers came."  reference: "DEMO-0552"  occurred: 2 Oct 2025 22:16
    next: police-now done
    not: police-now
# The picture that he held up his telephone for.
3 Oct 2025 08:40  import "catalogues/twitter-2025-10-03-6f0e.zip"  account: 1718290034877  mine: 3100277415  as: posts
    counts: read 9; taken 5; left out 4; already 0; not understood 0; from subject 5; from clinician 0; attachments 1; gaps 1
    stands: posts/1 2 Oct 2025 22:14 message Your lane is pretty under the lamp
    stands: posts/2 28 Sep 2025 23:01 message Many people have grey cars & many people drive home
    stands: posts/3 28 Sep 2025 22:58 message Did you like page 31?
    stands: posts/4 22 Sep 2025 07:15 message A letter from your manager. So formal 🙂
    nowhere: trombone; chapel; sloes
3 Oct 2025 08:45  account x "1718290034877"  because: "It sent the picture of my lane a minute after he had held up his telephone there."
3 Oct 2025 08:46  detail posts/1  signs: photographing at-home fear
    next: police-now done because posts/1
    not: police-now
3 Oct 2025 08:47  measure declined-friend-request "His account is blocked. Not answered."
    next: decline-friend-request done
3 Oct 2025 08:48  measure privacy-review "What I post is for those whom I know; pictures of the lane are gone."
    next: privacy-review done
3 Oct 2025 08:50  measure police-report "To the officers who came in the night, with the picture."  reference: "DEMO-0552"
3 Oct 2025 09:00  measure arrest "Told to me by the officer at nine."  occurred: 3 Oct 2025 morning  by: "Quernshire Police"
3 Oct 2025 19:00  measure bail "Not to contact me, not to come into the lane or within sight of the surgery."  by: "Quernshire Police"  until: 3 Jan 2026  as: bail

14 Oct 2025 13:20  contact catalogue "The same publisher, the same two corners."  occurred: 14 Oct 2025 morning  signs: breaks-order sexual  place: "the practice's post"  as: on-bail
    first: police-now
    next: police-now now because on-bail; gift-decision because on-bail
    next (R22): breach-report because on-bail, bail
14 Oct 2025 13:35  measure police-report "To the officer in the case, with the wrapper in a bag."  reference: "DEMO-0552"
    next: police-now done
    next (R22): breach-report done
14 Oct 2025 13:40  measure gift-refused "Handed over."
# The clocks go back that night: half past one happens twice. His server says which.
26 Oct 2025 09:10  import "catalogues/they-took-my-telephone.eml"  account: dh.forwarding@parcelpost.example  mine: c.wetherfold@gorsebank.example  as: night
    counts: read 1; taken 1; left out 0; already 0; not understood 0; from subject 1
26 Oct 2025 09:15  detail night/1  signs: breaks-order
    next: police-now now because night/1
    next (R22): breach-report because night/1, bail
26 Oct 2025 09:30  measure police-report "To the officer in the case."  reference: "DEMO-0552"
    not: police-now
    not (R22): breach-report
27 Oct 2025 08:30  step done personal-safety  because: "A plan with my sister and my neighbour; other ways home; my telephone can text the police."
27 Oct 2025 08:31  step done home-visit  because: "Two go, and the desk has the times."
27 Oct 2025 08:32  step done employer-duty  because: "The partners went through it: two lock up together, a camera at the gate."
27 Oct 2025 08:33  step decline warning-letter  because: "The officer in the case asks that nobody writes to him."
    next: warning-letter declined
    not: personal-safety; home-visit; employer-duty
20 Nov 2025 16:00  measure charge "Told to me by the officer in the case. What for stands in the letter that follows."  by: "Quernshire Police"  reference: "DEMO-0552"  as: charge
    not (R22): time-limit
20 Nov 2025 16:10 (R24) outcome charge  as: charged
    next: after-outcome
21 Nov 2025 10:00  disclose police  to: "Quernshire Police"  reference: "DEMO-0552"  as: bundle-2
    decision: goes named.subject named.relation #0.relation  basis: public-interest  by: "C. L. Wetherfold"  because: "He follows me; they cannot find him without a name."
21 Nov 2025 10:05  verify bundle-2  against: bundle-1  key: right
    says: intact; none missing; key confirmed; exit 0
21 Nov 2025 10:10  verify
    says: intact; none missing; exit 0
    logged: 3 catalogue; 2 email; 1 following; 1 attendance-home; 4 call; 16 from subject; 0 from clinician
    nowhere: trombone; Tolliver; Ambrose
