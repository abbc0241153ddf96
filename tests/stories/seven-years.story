# C5, seven years.
# Told in the first week, warned, removed, and yet there every week; things through the letterbox,
# followed on visits, four tyres, threats by mail; prison; parcels the month after release; prison again.
#
# Exercises: R1 R2, R4 (over a hundred attendances), R5 (new addresses), R6, R7 (worse, quiet, back
# after release), R8 R9, R10 R11, R12 (chaperone refused), R15, R16 R17, R18, R19 (warning, then
# removal), R20 (police at once, again and again), R21, R22 (law by its date, orders, breach, sentence),
# R24 (sentence, resumed); N4 (advice younger than the day is marked).
# Beyond R8 to R20, and marked so: course-of-conduct, time-limit, breach-report, release-plan (R22),
# disclosure-decision (R21), home-visit (G80), quiet-review (R28), after-outcome (R24).

story: C5
case: seven-years
clinician: Dr Hesper J. Wintlebury
initials: HJW
setting: gp
jurisdiction: england
zone: Europe/London
subject: Norbert Blackmarl
relation: patient
age-band: adult
opened: 14 Mar 2016 18:40
exercises: R1 R2 R4 R5 R6 R7 R8 R9 R10 R11 R12 R15 R16 R17 R18 R19 R20 R21 R22 R24 N4

14 Mar 2016 18:45  contact consultation "\"Are you happy at home? You and I would be.\" He held on to my hand."  occurred: 14 Mar 2016 10:20  signs: declaration personal-question  as: first
    effect: "Taken aback."
    clinical: "Seen about his sleep."
    next: boundary-reply today because first; chaperone because first; tell-manager because first; contact-defence-organisation because first
    not: police-now; police-report; warning-letter; list-removal; no-reply-online
    not (R22): course-of-conduct
15 Mar 2016 08:30  measure told-manager "Both partners."
    next: tell-manager done
15 Mar 2016 12:10  measure told-defence-organisation "Advice line: say it once, plainly, with a chaperone there; write it down."
    next: contact-defence-organisation done
16 Mar 2016 11:00  measure reply "I am your doctor and nothing more, and this must stop. He said that he had all the time in the world."  as: told
    next: boundary-reply done
    not: boundary-reply
21 Mar 2016 10:00  measure chaperone-refused "He would not have the nurse in the room; offered another doctor, and left."
    next: chaperone done

# From here on he simply comes.
every 2 weeks from 4 Apr 2016 08:20 to 12 Sep 2016  contact attendance-work "At the door before we open. No appointment. Asks which days I am in."  signs: after-being-told at-work-unbooked waiting-for  witness: "Reception"  as: mornings
    next: warning-letter because mornings/1, mornings/12; transfer-care because mornings/1; police-report because mornings/1, mornings/2
    next: warning-letter later
    next (R22): course-of-conduct because first, mornings/1, mornings/12; time-limit
    not: boundary-reply; police-now; list-removal; consequence
    logged: 12 attendance-work
15 Sep 2016 09:00  measure transfer "To Dr Oakhanger's list, in this practice; the manager told him why."  as: moved
    next: transfer-care done; restriction because moved; emergency-exception because moved
    not: transfer-care; chaperone
16 Sep 2016 09:00  measure restriction "Any clinician but Dr Wintlebury, and never unbooked. In an emergency whoever is there, with a chaperone."  by: "Practice manager"
    next: restriction done
20 Sep 2016 15:00  measure warning-letter "Inappropriate, causes distress, must stop; if not, removal from the list and the police."  by: "Senior partner"  names-removal: yes  as: warning
    next: warning-letter done
    not: warning-letter; list-removal; consequence
3 Oct 2016 08:50  contact attendance-work "At the door with the letter in his hand. \"I have read it. I am here.\""  signs: after-being-told at-work-unbooked  as: after-warning
    next: list-removal because after-warning, warning; consequence because after-warning; police-report because after-warning
    not: police-now
10 Oct 2016 10:00  measure list-removal "The warning of 20 September had named it. Told in writing, with the reason."  by: "Senior partner"  as: removal
    next: list-removal done; emergency-exception because removal
    not: list-removal; consequence; chaperone
11 Oct 2016 09:00  step done removal-notice  because: "The commissioner has it in writing."
11 Oct 2016 09:30  measure police-report "By telephone, 101; noted."  reference: "DEMO-1101"  as: report-1
    next: police-report done
    next (R21): disclosure-decision because report-1

# No patient of ours any more. Every other Monday after surgery, then every one.
every 2 weeks from 31 Oct 2016 18:35 to 18 Dec 2017  contact attendance-work "Across the road when I lock up. Says nothing."  signs: after-being-told waiting-for  witness: "Reception"  as: evenings
    not: boundary-reply; police-now; chaperone; transfer-care; list-removal
    next: emergency-exception because removal
    logged: 43 attendance-work
every 1 week from 8 Jan 2018 18:35 to 25 Feb 2019  contact attendance-work "Across the road when I lock up. Now he waves."  signs: after-being-told waiting-for persistent  witness: "Reception"  as: weekly
    next (R22): course-of-conduct because evenings/1, weekly/60
    not: police-now; chaperone; list-removal
    logged: 103 attendance-work

# It turns.
4 Mar 2019 07:20  contact letterbox "Something dead in newspaper, through the door at home. Our post is under it."  signs: at-home fear  place: "home"  as: letterbox
    effect: "My daughter found it."
    first: police-now
    next: police-now now because letterbox
every 1 week from 12 Mar 2019 14:10 to 30 Apr 2019  contact following "His car behind mine on the Tuesday visits, as far as the farm."  signs: following fear  as: visits
    first: police-now
    next: police-now now because visits/8
    next (G80): home-visit
6 May 2019 07:05  contact damage "All four tyres, in the drive, in the night."  occurred: 6 May 2019  signs: damage fear at-home  place: "home"  as: tyres
    effect: "Cannot sleep; my husband drives me."
    first: police-now
    next: police-now now because tyres; preserve-evidence today because tyres
6 May 2019 07:20  attach tyres "seven-years/tyre.jpg"
    next: preserve-evidence done
6 May 2019 07:30  measure police-report "999. An officer came and took photographs."  occurred: 6 May 2019 07:12  reference: "DEMO-1177"  as: report-2
    next: police-now done; police-report done
    next (R21): disclosure-decision
    not: police-now
7 May 2019 12:00  step done personal-safety  because: "A plan with my husband and the school; other ways; my telephone can text the police."
7 May 2019 12:05  step done home-visit  because: "Somebody else has the Tuesday farms; nobody goes alone."
    next: personal-safety done; home-visit done

# What was kept before anybody asked for it: a notebook by the telephone at home, and her telephone itself.
20 May 2019 08:40  import "seven-years/notebook by the telephone.txt"  reader: diary  channel: call  as: notebook
    counts: read 14; taken 13; left out 0; already 0; not understood 1; from subject 12; from clinician 1; attachments 0; gaps 0
    stands: notebook/1 14 Nov 2016 19:10 call rang, breathed, rang off
    stands: notebook/3 28 Nov 2016 19:12 call and again 19:40
    stands: notebook/5 5 Dec 2016 19:20 call rang, said my name
    stands: notebook/13 6 May 2019 06:40 call rang once, before we saw the tyres
20 May 2019 08:45  account phone "07700 900571"  because: "The number on his registration form of 2014."
20 May 2019 08:46  import "seven-years/sms-20190520073000.xml"  account: "07700 900571"  mine: "owner of the phone"  as: texts
    counts: read 8; taken 5; left out 3; already 0; not understood 0; from subject 4; from clinician 1; attachments 0; gaps 0
    stands: texts/2 6 May 2019 07:31 text Nice and quiet in the lane this morning 🚗
    stands: texts/3 14 May 2019 14:12 text Farm day 🐄🐄
    stands: texts/4 14 May 2019 14:12 text Farm day 🐄🐄
    nowhere: Bramble; Collect at five; Ellis
20 May 2019 09:00  import "seven-years/threats.mbox"  account: blackmarl.n@hedgemail.example, nobody4417@hedgemail.example, nblackmarl@tinpost.example  mine: h.wintlebury@peatmoor.example  as: mail
    counts: read 6; taken 4; left out 2; already 0; not understood 0; from subject 4; from clinician 0
20 May 2019 09:05  account email "nobody4417@hedgemail.example"  because: "It names the Tuesday farm and the lane, a day after the first address spoke of the tyres."
20 May 2019 09:08  detail mail/2  signs: new-account threat fear
    first: police-now
    next: police-now now because mail/2; privacy-review because mail/2
20 May 2019 09:09  detail mail/4  signs: new-account threat fear
    next: police-now now because mail/2, mail/4
20 May 2019 09:20  measure police-report "To the officer in the case; the mailbox goes with it."  reference: "DEMO-1177"
    next: police-now done
    not: police-now
# That it was done, with what, by whom; no answer and no total.
20 May 2019 15:00  screening "Questions of the stalking service"  version: "2018"  by: "Advocate of the stalking service"
20 May 2019 21:00  measure privacy-review "With my husband; nobody outside the family sees anything."
    next: privacy-review done
21 May 2019 09:00  disclose police  to: "Peatmoor Police"  reference: "DEMO-1177"  as: bundle-1
    decision: goes #0.subject #0.relation  basis: public-interest  by: "H. J. Wintlebury"  because: "Threats, and four tyres."
    goes: tyres.words letterbox.words mail/2.words evenings/30; report-2.reference; #0.subject
    stays: first.clinical; mornings/1.witnesses; mail.source_name
21 May 2019 09:30  letter draft statement  fill: "occupation=Doctor" "police-reference=DEMO-1177"  as: statement
3 Jun 2019 10:30  measure arrest "Told to me at the surgery."  by: "Peatmoor Police"
5 Jun 2019 17:00  measure bail "No contact, not within a mile of the surgery or the house."  by: "The magistrates"  until: 5 Sep 2019  as: bail
24 Jun 2019 18:40  contact attendance-work "Across the road when I locked up, as if nothing were."  signs: breaks-order waiting-for fear  as: on-bail
    first: police-now
    next: police-now now because on-bail
    next (R22): breach-report because on-bail, bail
    logged: 104 attendance-work
24 Jun 2019 18:50  measure police-report "999; he was taken in."  reference: "DEMO-1177"
    next: police-now done
    next (R22): breach-report done
1 Jul 2019 12:00  measure charge "By the officer in the case, on the telephone."  reference: "DEMO-1177"
    not (R22): time-limit
14 Nov 2019 16:00  measure conviction "After two days."
14 Nov 2019 16:05  measure order "Not to contact me or mine, not to come near the house or the surgery."  until: 14 Nov 2029  as: order
12 Dec 2019 12:30  measure sentence "Prison. How long he will be away they will tell me; I am not to work it out."  as: sentence-1
    next (R22): release-plan because sentence-1
12 Dec 2019 12:45 (R24) outcome sentence
    next: after-outcome

# Quiet, for the first time.
10 Jan 2020 09:00  look
    next (R28): quiet-review
    not: police-now; no-reply-online; list-removal
10 Jan 2020 09:10  review "Nothing since June. Locks changed; plan for reception stays."  by: "Dr Wintlebury and the manager"  next: 10 Apr 2020  as: quiet
    not (R28): quiet-review

# Out again.
3 Aug 2021 10:00  measure release "Told by the liaison officer a week before."  by: "Probation"  as: release-1
10 Aug 2021 12:00  step done release-plan  because: "With the liaison officer: who rings whom, what the desk does, the locks, the school."
    next: release-plan done
30 Aug 2021 18:20  contact package "A shoe box at home, by courier. My name in his hand."  occurred: 30 Aug 2021 about 17:00  signs: breaks-order at-home fear  place: "home"  as: parcel-1
    effect: "Left it on the step."
    first: police-now
    next: police-now now because parcel-1; gift-decision because parcel-1
    next (R22): breach-report because parcel-1, order
30 Aug 2021 18:30  measure police-report "999; nobody touched it."  occurred: 30 Aug 2021 18:22  reference: "DEMO-1309"
    next: police-now done
    next (R22): breach-report done
    not: police-now
30 Aug 2021 18:40  measure gift-refused "Taken away by the police."
    next: gift-decision done
30 Aug 2021 18:45 (R24) outcome resumed
9 Sep 2021 11:30  contact package "The same at the surgery, left at the back."  signs: breaks-order fear  place: "surgery"  as: parcel-2
    next: police-now now because parcel-2; gift-decision because parcel-2
9 Sep 2021 11:40  measure police-report "999."  reference: "DEMO-1309"
    next: police-now done
9 Sep 2021 11:45  measure gift-refused "Taken away by the police."
    next: gift-decision done
every 2 weeks from 20 Sep 2021 18:35 to 1 Nov 2021  contact attendance-work "Across the road when I lock up."  signs: breaks-order waiting-for fear  as: again
    first: police-now
    next: police-now now because again/1, again/4
    next (R22): breach-report because again/4, order
    logged: 108 attendance-work; 2 package; 8 following
1 Nov 2021 18:50  measure police-report "999; all four evenings, with the camera's pictures."  reference: "DEMO-1309"  as: report-3
    next: police-now done
    not: police-now
8 Nov 2021 09:00  measure arrest "Told to me at home."  by: "Peatmoor Police"
8 Nov 2021 09:20  step done personal-safety  because: "The plan of 2019, gone through again with the officer."
8 Nov 2021 09:25  step done home-visit  because: "As before: somebody else, and never alone."
    next: personal-safety done; home-visit done
22 Nov 2021 12:00  measure charge "By the officer in the case."  reference: "DEMO-1309"
    not (R22): time-limit
6 Feb 2023 16:00  measure conviction "He changed his plea on the first morning."
20 Mar 2023 13:00  measure sentence "Prison, longer. The judge said that he would have gone further if he could."  as: sentence-2
    next (R22): release-plan because sentence-2
    not: police-now
20 Mar 2023 13:10 (R24) outcome sentence  as: ended
    next: after-outcome
21 Mar 2023 09:00  disclose police  to: "Peatmoor Police"  reference: "DEMO-1309"  as: bundle-2
    decision: goes #0.subject #0.relation  basis: public-interest  by: "H. J. Wintlebury"  because: "Seven years."
21 Mar 2023 09:05  verify bundle-2  against: bundle-1  key: right
    says: intact; none missing; key confirmed; exit 0
21 Mar 2023 09:10  verify
    says: intact; none missing; exit 0
    logged: 108 attendance-work; 1 consultation; 1 letterbox; 8 following; 1 damage; 4 email; 2 package; 13 call; 5 text; 141 from subject; 2 from clinician
    finds: 60 now he waves; 1 all four tyres; 0 gloves
    nowhere: Bramble; Four tyres, fitted; come in by the back
