# C1, the knee injury.
# A man is seen about his knee and takes kindness for more. Chocolates and a card, a message, a
# letter, an evening of messages; the practice writes; he comes to the desk and waits at the gate;
# the police speak to him; he is removed from the list; nothing more is heard of him.
#
# Exercises: R1 R2 R3 (log, channels, originals), R5 (accounts, a new one attributed), R6 (effect and
# what was done back), R7 (worse after the warning), R8 R9 (said early), R10 R11 (defence organisation,
# manager), R12 (chaperone), R13 (gift), R14 (no reply online), R15 (privacy, own number), R16 R17
# (bookings moved, the emergency), R18 (the practice's letter), R19 (removal), R20 (police), R21 (what
# the police are told), R22 (course of conduct, time limit), R24 (outcome), R28 (Valentine's Day).
# Beyond R8 to R20, and marked so on their lines: course-of-conduct and time-limit (R22),
# disclosure-decision (R21), seasonal-reminder and quiet-review (R28), after-outcome (R24).

story: C1
case: knee
clinician: Dr Wren A. Quillmarsh
initials: WAQ
setting: gp
jurisdiction: england
zone: Europe/London
subject: Corvin Tallowmere
relation: patient
age-band: adult
opened: 9 Feb 2026 20:50
exercises: R1 R2 R3 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 R16 R17 R18 R19 R20 R21 R22 R24 R28

# She begins the log on the evening of the message, with what happened a week before.
# A gift alone is a gift: something to decide about, nothing to report.
9 Feb 2026 20:52  contact gift "Chocolates and a card for me, left at reception. I did not see who left them. Card: \"Thank you for your kindness. If you ever need anything: 14 Quern Row, 07700 900142.\""  as: card
    occurred: 2 Feb 2026 about 11:00
    signs: gift
    clinical: "Seen by me about an injured knee on 28 January 2026."
    attach: "knee/card.jpg"
    next: gift-decision because card
    not: boundary-reply; tell-manager; contact-defence-organisation; police-now; police-report; warning-letter
    not (R22): course-of-conduct
    not (R28): seasonal-reminder

9 Feb 2026 20:54  account phone "07700 900142"  because: "On the card."
9 Feb 2026 20:55  account address "14 Quern Row, Thistlequern"  because: "On the card."

9 Feb 2026 20:58  measure gift-accepted "For the practice; shared among the staff."  occurred: 2 Feb 2026 afternoon  by: "Dr Quillmarsh"
    next: gift-decision done
    not: gift-decision

# The first advance. Say it once, early; keep the message; tell two people.
9 Feb 2026 21:03  contact message "Why have you not rung me? I have strong feelings for you. Come for a drink with me on Friday."  as: first-message
    platform: facebook  occurred: 9 Feb 2026 19:48
    signs: declaration request-to-meet
    effect: "Uneasy"
    next: boundary-reply today because first-message; no-reply-online because first-message
    next: preserve-evidence today because first-message; privacy-review because first-message
    next: tell-manager because first-message; contact-defence-organisation because first-message
    next: gift-decision done
    next (R28): seasonal-reminder
    not: police-now; police-report; warning-letter; transfer-care; list-removal
    not (R22): course-of-conduct; time-limit

9 Feb 2026 21:05  attach first-message "knee/Screenshot_20260209-210105.png"
    next: preserve-evidence done
9 Feb 2026 21:06  account facebook "Corvin Tallowmere"  because: "The name and the picture of the sender."

10 Feb 2026 08:31  measure told-manager "Oriel Stavebrook, in her room. She will tell reception only that he is booked elsewhere."  occurred: 10 Feb 2026 08:20
    next: tell-manager done
10 Feb 2026 08:44  measure restriction "His appointments are booked with colleagues. In an emergency, with a chaperone."  occurred: 10 Feb 2026 08:40  by: "Oriel Stavebrook"  as: bookings
    next: emergency-exception because bookings

# The download has the message of the 9th once more, to the second. She logged it herself that evening,
# with a picture of the screen; the second is taken back, and stays to be seen. His friend request, which she
# had not logged, comes with it.
11 Feb 2026 21:50  import "knee/facebook-wrenquillmarsh-2026-02-11.zip"  account: "Corvin Tallowmere"  mine: "Wren Quillmarsh"  as: facebook
    counts: read 17; taken 8; left out 9; already 0; not understood 0; from subject 7; from clinician 1; attachments 0; gaps 4
    stands: facebook/4 10 Feb 2026 22:31 message I have asked to be your friend. It is only a button 🌹
    stands: facebook/5 10 Feb 2026 07:12 message Good morning, doctor ☕ The café by the bridge
    stands: facebook/6 9 Feb 2026 19:48 message Why have you not rung me?
    stands: facebook/7 9 Feb 2026 19:41 message
    stands: facebook/8 10 Feb 2026 22:29 friend-request
    next: decline-friend-request because facebook/8
    nowhere: pelargonium; reservoir; gazebo; thermos; Candlewick
11 Feb 2026 21:55  retract facebook/6  because: "The same message as the one that I logged on the 9th. The download has its second: 19:48:21."
11 Feb 2026 21:58  measure declined-friend-request "Declined, not answered."
    next: decline-friend-request done

# A week on nobody has told him. That is what is overdue, not a stronger letter.
16 Feb 2026 12:20  contact letter "Two sides, postmark 14 Feb 2026: \"I love you. Meet me outside the practice, where we can talk.\""  as: letter
    occurred: 16 Feb 2026 morning
    signs: declaration request-to-meet
    effect: "Could not concentrate in the afternoon"
    place: "the practice's post"
    attach: "knee/letter.jpg"
    next: boundary-reply overdue because first-message, letter
    next (R22): course-of-conduct because first-message, letter; time-limit
    not: police-now; police-report; list-removal; tell-manager

# That evening. His words come from the export of the conversation, both sides of it.
17 Feb 2026 21:40  import "knee/WhatsApp Chat with C Tallowmere.zip"  account: "C Tallowmere"  mine: "Wren Quillmarsh"  as: chat
    counts: read 24; taken 21; left out 3; already 0; not understood 0; from subject 19; from clinician 2; attachments 3
    next: no-reply-online because chat/21
    not: police-now
17 Feb 2026 21:46  account whatsapp "+44 7700 900142"  because: "The number of the card; the contact file that he sent names it."

# chat/21: \"You cannot act as if I were nobody. You will answer me.\"
17 Feb 2026 21:50  detail chat/21  signs: fear  effect: "Frightened; stayed with a friend that night."
    first: police-now
    next: police-now now because chat/21; boundary-reply overdue because first-message, letter, chat/21
    next (R22): course-of-conduct because first-message, letter, chat/21
    not: police-report; list-removal; consequence

17 Feb 2026 22:05  measure told-defence-organisation "Advice line, by telephone. I was frightened by how much it is."  as: defence
    next: contact-defence-organisation done
# No fact of the log says that the number is her own; she does.
17 Feb 2026 22:10  step open number-and-email  because: "I rang him about the X-ray from my own telephone, and it showed my number."
    next: number-and-email

18 Feb 2026 07:50  measure privacy-review "Three accounts looked at, two changed. My number is off my page."  as: privacy
    next: privacy-review done
18 Feb 2026 07:55  step done number-and-email  because: "The practice telephone from now on; mine withholds its number."
    next: number-and-email done

18 Feb 2026 08:05  import "knee/WhatsApp Chat - C Tallowmere.zip"  account: "C Tallowmere"  mine: "Wren Quillmarsh"  as: tablet
    counts: read 11; taken 6; left out 1; already 4; not understood 0; from subject 6; from clinician 0; attachments 1
18 Feb 2026 08:12  import "knee/mailbox.mbox"  account: c.tallowmere@quernmail.example, corvin66@fastpost.example  mine: w.quillmarsh@thistlequern.example, wren@quillmarsh.example  as: mail
    counts: read 16; taken 9; left out 6; already 0; not understood 1; from subject 8; from clinician 1; attachments 1; gaps 5
    not: list-removal
    nowhere: rota; raffle; Quernpath; the spare room; lunch hour
18 Feb 2026 08:14  account email "corvin66@fastpost.example"  because: "The message of 16 February from it is signed Corvin and names the letter."
18 Feb 2026 08:16  import "knee/2026-02-18 0802 new address.eml"  account: corvin66@fastpost.example  mine: w.quillmarsh@thistlequern.example  as: late-mail
    counts: read 1; taken 1; left out 0; already 0; not understood 0; from subject 1; attachments 1
# Her telephone, backed up the evening before and again this morning: what stands in both is one contact each.
18 Feb 2026 08:16  account phone "07700 900655"  because: "The contact card that came with his message of this morning has it beside the number of the card."
18 Feb 2026 08:16  import "knee/SMSBackupRestore.zip"  account: "07700 900142", "07700 900655"  mine: "owner of the phone"  as: texts
    counts: read 35; taken 15; left out 14; already 6; not understood 0; from subject 13; from clinician 2; attachments 1; gaps 0
    stands: texts/1 30 Jan 2026 16:39 text Dr Quillmarsh tried to ring you
    stands: texts/2 31 Jan 2026 10:02 text Is this your own number? 🙂
    stands: texts/3 17 Feb 2026 20:49 text Answer me.
    stands: texts/5 17 Feb 2026 20:49 text Answer me.
    stands: texts/6 17 Feb 2026 21:02 text Why did I get your number then �
    stands: texts/8 17 Feb 2026 23:58 text I know that you are not at home 😠
    stands: texts/9 18 Feb 2026 06:55 text This is my new number.
    stands: texts/10 30 Jan 2026 16:36 call
    stands: texts/11 17 Feb 2026 20:55 call
    stands: texts/15 18 Feb 2026 06:50 call
    nowhere: flowerpot; 447201; dispensary; Please stop. I cannot; 1260
18 Feb 2026 08:17  import "knee/2026-02-12 2331 saved again.eml"  account: c.tallowmere@quernmail.example  mine: w.quillmarsh@thistlequern.example
    counts: read 1; taken 0; left out 0; already 1; not understood 0
18 Feb 2026 08:18  import "knee/mailbox.mbox"  account: c.tallowmere@quernmail.example, corvin66@fastpost.example  mine: w.quillmarsh@thistlequern.example, wren@quillmarsh.example
    counts: read 16; taken 0; left out 6; already 9; not understood 1

18 Feb 2026 09:00  note advice "Do not answer him, do not see him in consultation. In an emergency with a chaperone. The manager or the senior partner should write. Keep every copy."  by: "Adviser of the defence organisation"
18 Feb 2026 09:04  step decline police-now  because: "Adviser: the practice's letter first; nobody is in danger today, and the police if anything changes."
    next: police-now declined
    not: police-now
18 Feb 2026 09:06  step open warning-letter  because: "Adviser: by the practice, and not by me."
    next: warning-letter

# Drafted from the log, approved by a named person, sent: what went is kept as it went.
19 Feb 2026 10:00  letter draft warning  as: warning-draft
    fill: "practice=Thistlequern Surgery" "practice-address=2 Millrace Lane, Thistlequern" "practice-phone=020 7946 0417"
    fill: "conduct=the letter and the messages that you have sent to Dr Quillmarsh this month"
    fill: "signed-by=Oriel Stavebrook" "role=Practice manager" "signer-phone=020 7946 0418"
20 Feb 2026 15:30  letter approve warning-draft  by: "Oriel Stavebrook, practice manager"  as: approved
20 Feb 2026 16:10  letter sent warning-draft  how: "first-class post, signed for"  by: "Oriel Stavebrook, practice manager"  as: warning
20 Feb 2026 16:20  attach warning "knee/warning letter as sent.pdf"
    next: warning-letter done; no-reply-online
    not: boundary-reply; warning-letter; consequence; list-removal; police-report; police-now
    not (R28): seasonal-reminder

# A fortnight of quiet, then both at once.
5 Mar 2026 18:02  contact attendance-work "He came to the desk and shouted \"I am not leaving until she comes out\". I was in my room. Reception told me the words."  as: desk
    occurred: 5 Mar 2026 about 16:30
    signs: after-being-told at-work-unbooked aggression fear
    place: "the desk of the surgery"  witness: "Reception"
    effect: "Hid in my room. Shaking."
    first: police-now
    next: police-now now because desk; police-report because desk; consequence because desk
    next: list-removal because desk, warning; transfer-care because desk; chaperone
    next (R22): course-of-conduct because first-message, letter, desk
    not: boundary-reply
    never (R23): allegation-response
    never (R22): breach-report; release-plan

5 Mar 2026 18:09  contact attendance-work "He stood at the entrance of the car park for about 15 minutes. The manager saw him; I did not."  as: car-park
    occurred: 5 Mar 2026 17:50
    signs: after-being-told waiting-for fear
    place: "the entrance of the car park"  witness: "Oriel Stavebrook"
    effect: "Afraid to walk to my car"
    attach: "knee/car park 2026-03-05 1750.jpg"
    first: police-now
    next: police-now now because car-park; police-report

5 Mar 2026 18:31  measure police-report "By telephone, 101. Nothing clinical was said."  occurred: 5 Mar 2026 18:20  reference: "DEMO-0417"  as: report
    next: police-now done; police-report done; list-removal because desk
    next (R21): disclosure-decision because report
    not: police-now; police-report

6 Mar 2026 08:15  correct desk  field: occurred  value: "5 Mar 2026 17:35"  because: "I was shaken. The door camera has the time."
    not: police-now
6 Mar 2026 12:00  disclose police  to: "Quernshire Police"  reference: "DEMO-0417"  as: bundle-1
    decision: goes #0.subject #0.relation  basis: public-interest  by: "W. A. Quillmarsh"  because: "A report of fear for safety; they cannot act without the name."
    decision: stays defence privacy  by: "W. A. Quillmarsh"  because: "Do not concern his conduct."
    goes: #0.subject #0.relation; first-message.words letter.words chat/21.words desk.words desk.place; warning.words report.reference
    goes: WAQ/1; WAQ/2; WAQ/3
    stays: card.clinical; desk.witnesses; chat.source_name; defence; privacy

6 Mar 2026 18:00  step done personal-safety  because: "A plan with my sister; other ways and times; my telephone can text the police."
6 Mar 2026 18:05  step done home-visit  because: "Nobody visits him alone; it stands in the visit book."
    next: personal-safety done; home-visit done
9 Mar 2026 13:15  measure police-warning "Spoken warning that further contact would lead to a charge. Recorded as told to me by the officer: not a caution and not an order."  occurred: 9 Mar 2026  by: "Quernshire Police"
11 Mar 2026 10:05  measure list-removal "Asked for; received by the commissioner the same day. He was told in writing, with the reason."  occurred: 11 Mar 2026  by: "Oriel Stavebrook"  as: removal
    next: list-removal done; emergency-exception because removal
    not: chaperone; consequence; list-removal
11 Mar 2026 10:20  step done removal-notice  because: "In writing, the same morning; the commissioner has said that it came."
    next: removal-notice done

# The four days of the demonstration, looked at from the end.
12 Mar 2026 09:00  look  at: 9 Feb 2026
    next: boundary-reply today by 10 Feb 2026 because first-message; no-reply-online because first-message
    next: tell-manager; contact-defence-organisation; privacy-review; preserve-evidence done; gift-decision done
    not: police-now
12 Mar 2026 09:00  look  at: 17 Feb 2026
    first: police-now
    next: police-now now because chat/21; boundary-reply overdue because first-message, letter, chat/21
    next (R22): course-of-conduct because first-message, letter, chat/21
12 Mar 2026 09:00  look  at: 20 Feb 2026
    next: warning-letter done
    not: boundary-reply; list-removal; police-report
12 Mar 2026 09:00  look  at: 5 Mar 2026
    next: police-report done; police-now done; list-removal
# What could be known on 9 February at the end of that day: nothing of what was logged later.
12 Mar 2026 09:00 look  at: 2 Feb 2026  known: 9 Feb 2026
    next: gift-decision done because card
    not: boundary-reply; tell-manager
12 Mar 2026 09:00 look  at: 5 Mar 2026  known: 17 Feb 2026
    not: warning-letter; consequence; list-removal; police-report

12 Mar 2026 09:00  disclose police  to: "Quernshire Police"  reference: "DEMO-0417"  as: bundle-2
    decision: goes #0.subject #0.relation  basis: public-interest  by: "W. A. Quillmarsh"  because: "A report of fear for safety; they cannot act without the name."
    decision: stays defence privacy  by: "W. A. Quillmarsh"  because: "Do not concern his conduct."
12 Mar 2026 09:00  verify bundle-2
    says: intact; none missing; 2 withheld; key not confirmed; demonstration; exit 0
12 Mar 2026 09:00  verify bundle-2  key: right
    says: intact; none missing; key confirmed; exit 0
12 Mar 2026 09:00  verify bundle-2  key: wrong
    says: problem key-differs; exit 6
12 Mar 2026 09:00  verify bundle-1  against: bundle-2
    says: intact; problem older-copy; exit 6
12 Mar 2026 09:00  alter bundle-2  item: WAQ/4  as: changed-bundle
12 Mar 2026 09:00  verify changed-bundle
    says: changed original-changed WAQ/4; exit 5
12 Mar 2026 09:00  verify
    says: intact; none missing; exit 0
    logged: 1 gift; 1 letter; 2 attendance-work; 1 friend-request; 10 email; 33 message; 9 text; 8 call; 59 from subject; 6 from clinician
    finds: 2 strong feelings; 1 not leaving until; 0 dahlia
    nowhere: pelargonium; flowerpot; the spare room; Quernpath; dispensary

# No further contact.
9 Apr 2026 10:00  look
    next (R28): quiet-review
9 Apr 2026 10:10  measure review "No contact for four weeks. The booking rule and the plan for reception stay."
    not (R28): quiet-review
9 Apr 2026 10:12 (R24) outcome removed
    next: after-outcome
