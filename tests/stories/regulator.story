# C2, the regulator.
# Letters and a gift from a patient who is unwell. She is told; more letters; friend requests again and
# again; her care moves to a colleague; she tells the regulator of a relationship that never was. It
# takes six months, and the log is his defence. He is cleared.
#
# Exercises: R1 R2 R3, R5 (her second address), R8 R9, R10 R11, R12 (chaperone agreed), R13 (gift sent
# back), R14 (friend requests), R15, R16 R17 (care moved, the emergency), R18, R20 (when a report is
# due), R22, R23 (the counter-attack), R24 (cleared).
# Beyond R8 to R20, and marked so: allegation-response (R23), course-of-conduct (R22), vulnerability
# (G90), after-outcome (R24).

story: C2
case: regulator
clinician: Dr Tobin R. Fennelquay
initials: TRF
setting: gp
jurisdiction: england
zone: Europe/London
subject: Marigold Hollowvane
relation: patient
age-band: adult
vulnerable: Under the community mental health team; plain words, one thing at a time.
opened: 14 Jan 2025 12:30
exercises: R1 R2 R3 R5 R8 R9 R10 R11 R12 R13 R14 R15 R16 R17 R18 R20 R22 R23 R24

14 Jan 2025 12:35  contact letter "Three sides. \"I keep the chair by the window for you. What is your wife called?\""  as: first-letter
    occurred: 14 Jan 2025 morning
    signs: declaration personal-question
    effect: "Sorry for her, and uneasy."
    attach: "regulator/letter 2025-01-14.jpg"
    next: boundary-reply because first-letter; tell-manager because first-letter; contact-defence-organisation because first-letter
    next (G90): vulnerability
    not: police-now; police-report; warning-letter; transfer-care; no-reply-online
    never: list-removal
    never (R23): allegation-response
14 Jan 2025 12:38  account address "7 Dovecot Yard, Osierlathe"  because: "On the back of the envelope."
14 Jan 2025 12:41  contact gift "A scarf in tissue paper, with a card: \"So that you think of me at the neck.\" Left at reception."  as: scarf
    occurred: 14 Jan 2025 about 12:00
    signs: gift declaration
    next: gift-decision because scarf; boundary-reply because first-letter, scarf
    not (R22): course-of-conduct

14 Jan 2025 17:00  measure told-defence-organisation "Advice line, by telephone."  as: asked
    next: contact-defence-organisation done
15 Jan 2025 08:45  measure told-manager "The senior partner and the manager."
    next: tell-manager done
15 Jan 2025 13:10 (G90) step done vulnerability  because: "Spoke with the mental health lead. She should hear it from me, in plain words, and her key worker will ring her after."
    next: vulnerability done
16 Jan 2025 09:30  measure gift-refused "Sent back by the manager with a short note of thanks and no more."
    next: gift-decision done
16 Jan 2025 12:20  measure reply "At the end of her appointment, and in a letter the same day: I am your doctor and nothing else; I cannot take gifts or write as a friend; the letters must stop."  as: told
    next: boundary-reply done
    not: boundary-reply; warning-letter; police-report

# She writes again. Told once is enough; now the practice writes, and care is thought about.
3 Feb 2025 12:30  contact letter "\"You said that because the door was open.\""  as: second-letter
    occurred: 3 Feb 2025
    signs: after-being-told declaration
    next: warning-letter because second-letter; transfer-care because second-letter; chaperone
    next (R22): course-of-conduct because first-letter, second-letter
    not: boundary-reply; police-report; police-now; list-removal
5 Feb 2025 09:10  measure chaperone-agreed "A nurse sits in, every time. She said that she did not mind."
    next: chaperone done

10 Feb 2025 21:15  contact friend-request "From her own name and picture."  platform: facebook  occurred: 10 Feb 2025 20:58  signs: after-being-told  as: request-1
    next: decline-friend-request because request-1; no-reply-online because request-1; privacy-review because request-1
    next: police-report because second-letter, request-1
    not: boundary-reply; police-now
10 Feb 2025 21:20  measure declined-friend-request "Declined, not answered."
    next: decline-friend-request done
12 Feb 2025 21:40  contact friend-request "Again, two days after I declined."  platform: facebook  occurred: 12 Feb 2025 21:33  signs: after-being-told persistent  as: request-2
    next: decline-friend-request because request-2; warning-letter because request-2
12 Feb 2025 21:44  measure declined-friend-request "Declined, not answered."
    next: decline-friend-request done
    not: decline-friend-request
# What she wrote with the two requests, and the requests themselves, to the second. He logged both by hand when
# they came. A request has no words to be known by, so both are taken, each says which entry it may be the same
# as, and he takes the second of each back.
13 Feb 2025 07:30  import "regulator/facebook-tobinfennelquay-2025-02-13.zip"  account: "Marigold Hollowvane"  mine: "Tobin Fennelquay"  as: facebook
    counts: read 9; taken 6; left out 3; already 0; not understood 0; from subject 6; from clinician 0; attachments 0; gaps 0
    stands: facebook/1 12 Feb 2025 23:58 message I sat in the café across the road
    stands: facebook/2 12 Feb 2025 21:36 message
    stands: facebook/3 12 Feb 2025 21:34 message You pressed the wrong one.
    stands: facebook/4 10 Feb 2025 20:59 message I have asked to be your friend ❤
    stands: facebook/5 10 Feb 2025 20:58 friend-request
    stands: facebook/6 12 Feb 2025 21:33 friend-request
    next: no-reply-online because request-1
    nowhere: kayak; Sedgewick; 👍
13 Feb 2025 07:33  retract facebook/5  because: "The same request as the one that I logged on the 10th. The download has its second: 20:58:03."
13 Feb 2025 07:34  retract facebook/6  because: "The same request as the one that I logged on the 12th. The download has its second: 21:33:19."
    not: decline-friend-request
13 Feb 2025 07:40  measure privacy-review "Nobody can find me by name now. Two accounts."  as: privacy
    next: privacy-review done

13 Feb 2025 12:30  step decline police-report  because: "The mental health lead and my adviser: not now, she is unwell. It comes back with the next contact."
    next: police-report declined
19 Feb 2025 11:00  measure transfer "To Dr Ashgrindle, in this practice. I told her why, with her key worker there."  as: moved
    next: transfer-care done; restriction because moved; emergency-exception because moved
    not: transfer-care; chaperone; list-removal
21 Feb 2025 09:00  measure restriction "Any clinician but Dr Fennelquay. In an emergency whoever is there, with a chaperone."  by: "Practice manager"
    next: restriction done; emergency-exception
24 Feb 2025 08:30  import "regulator/hollowvane.mbox"  account: marigold.hollowvane@dovecotemail.example, m.h.writes@dovecotemail.example  mine: t.fennelquay@osierlathe.example  as: mail
    counts: read 5; taken 4; left out 1; already 0; not understood 0; from subject 4; from clinician 0
24 Feb 2025 08:33  import "regulator/The poem, this time.msg"  account: m.h.writes@dovecotemail.example  mine: t.fennelquay@osierlathe.example  as: outlook
    counts: read 1; taken 1; left out 0; already 0; not understood 0; from subject 1; from clinician 0; attachments 1; gaps 0
    stands: outlook/1 20 Feb 2025 18:20 email They have given me to Dr Ashgrindle.
24 Feb 2025 08:36  account email "m.h.writes@dovecotemail.example"  because: "The same turn of phrase, the same initials, the day after the first address fell silent."
# The practice's letter, read first by the mental health lead: drafted, approved by a named person, sent.
24 Feb 2025 16:00  letter draft warning  as: warning-draft
    fill: "practice=Osierlathe Surgery" "practice-address=1 Withy Lane, Osierlathe" "practice-phone=020 7946 0931"
    fill: "conduct=the letters and the friend requests that you have sent to Dr Fennelquay this year"
    fill: "signed-by=Dr Perpetua Sallowmere" "role=Senior partner" "signer-phone=020 7946 0932"
25 Feb 2025 14:30  letter approve warning-draft  by: "Dr Perpetua Sallowmere, senior partner"  because: "The mental health lead has read it; her key worker reads it with her."  as: approved
25 Feb 2025 15:00  letter sent warning-draft  how: "by hand, by her key worker, who read it with her"  by: "Dr Perpetua Sallowmere, senior partner"  as: warning
    next: warning-letter done
    not: warning-letter; list-removal; consequence

# Instead of another letter, this. Adviser first; not a word to her; and no removal for a complaint.
12 Mar 2025 11:00  contact allegation "To the regulator: that she and I had a sexual relationship for a year. It is not true."  as: allegation
    occurred: 12 Mar 2025 10:15  signs: false-allegation
    effect: "Could not work that afternoon."
    next: preserve-evidence because allegation
    next (R23): allegation-response because allegation
    not: boundary-reply; list-removal; warning-letter; police-now
12 Mar 2025 11:05  measure allegation-received "Notice by e-mail, kept as it came."  reference: "DEMO-R-2093"  attach: "regulator/notice-of-complaint.eml"  as: notice
12 Mar 2025 11:06  attach allegation "regulator/notice-of-complaint.eml"
    next: preserve-evidence done
12 Mar 2025 11:20  measure told-defence-organisation "At once, by telephone, with the notice in my hand."  as: asked-again
    next: contact-defence-organisation done
    next (R23): allegation-response because allegation
12 Mar 2025 17:30  note advice "Write down what you remember while it is fresh. Change nothing in any record. Do not speak or write to her, nor let anybody do so for you. Answer nothing before we have read it."  by: "Adviser of the defence organisation"

2 Apr 2025 10:00 disclose regulator  to: "Casework"  reference: "DEMO-R-2093"  as: bundle
    decision: stays asked asked-again  by: "T. R. Fennelquay"  because: "What I ask my adviser is between us."
    says: exit 0
    goes: first-letter.words told.words allegation.words warning.words; TRF/1
    stays: #0.subject #0.vulnerable first-letter.effect allegation.effect mail.source_name; asked; asked-again
2 Apr 2025 10:05 verify bundle  key: right
    says: intact; none missing; key confirmed; exit 0

# Nobody can say beforehand how long it takes; while it is open the step stays.
1 Jul 2025 09:00  look
    next (R23): allegation-response because allegation
    not: boundary-reply; list-removal
9 Sep 2025 14:00  measure allegation-closed "No case to answer; no advice, no warning, nothing on the register."  reference: "DEMO-R-2093"  by: "Casework"  as: closed
    next (R23): allegation-response done
    not (R23): allegation-response
9 Sep 2025 14:10  step decline police-report  because: "Nothing from her since the notice; the mental health lead and my adviser agree."
    next: police-report declined
9 Sep 2025 14:20 (R24) outcome cleared  as: cleared
    next: after-outcome
9 Sep 2025 14:30  verify
    says: intact; none missing; exit 0
    logged: 2 letter; 1 gift; 4 friend-request; 5 email; 4 message; 1 allegation; 17 from subject; 0 from clinician
    finds: 1 chair by the window; 1 café across the road; 0 lilies
    nowhere: kayak; Fire drill
