# C3, the lilies.
# Asked out on the steps of the surgery, she says no. He finds her number and her garden on her page,
# writes, and sends the lilies that the page says she likes. She closes the page to all but a few
# friends, the partner writes, and it fizzles out.
#
# Exercises: R1 R2 R3 (an export of a conversation), R6, R8 R9 (told on the spot, recorded later), R10
# R11, R12, R13 (flowers refused), R14, R15 (privacy review, what a page gives away), R16, R18 (a letter
# that names no removal), R19 (why removal is then not due), R20 (when a report is due), R22, R24.
# Beyond R8 to R20, and marked so: course-of-conduct (R22), quiet-review (R28), after-outcome (R24).

story: C3
case: lilies
clinician: Dr Isolde P. Marrowbeck
initials: IPM
setting: gp
jurisdiction: england
zone: Europe/London
subject: Gideon Pennyfarrow
relation: patient
age-band: adult
opened: 8 May 2026 18:45
exercises: R1 R2 R3 R6 R8 R9 R10 R11 R12 R13 R14 R15 R16 R18 R19 R20 R22 R24

8 May 2026 18:50  contact attendance-work "He was on the steps when I left. \"Come for a drink with me, you have finished.\""  occurred: 8 May 2026 18:15  signs: request-to-meet  place: "the steps of the surgery"  as: steps
    next: boundary-reply today because steps; tell-manager because steps; contact-defence-organisation because steps
    not: police-now; police-report; warning-letter; transfer-care; no-reply-online; gift-decision
    not (R22): course-of-conduct
# Known only by the day, and recorded after the contact: it counts as after it.
8 May 2026 18:58  measure reply "I said: no; I am your doctor, and I do not meet patients. He laughed and went."  occurred: 8 May 2026  by: "Dr Marrowbeck"  as: told
    next: boundary-reply done
    not: boundary-reply; warning-letter; transfer-care
11 May 2026 08:20  measure told-manager "And reception knows that he is not to wait on the steps."
    next: tell-manager done

# Four evenings on. It has been said: log it, keep it, do not say it again.
12 May 2026 21:55  contact message "\"You looked back on Friday. I have found your page. Is that your own garden?\""  platform: facebook  occurred: 12 May 2026 21:25  signs: after-being-told personal-question  as: found-me
    next: no-reply-online because found-me; privacy-review because found-me; preserve-evidence today because found-me
    next: warning-letter because found-me; transfer-care because found-me; chaperone
    next (R22): course-of-conduct because steps, found-me
    not: boundary-reply; police-now; police-report; list-removal
13 May 2026 08:40  measure chaperone-refused "Asked by the nurse. He said that he would not sit with a stranger; offered another doctor instead, and took it."
    next: chaperone done
13 May 2026 09:15  measure transfer "To Dr Tarnfeather, in this practice; he was told why."  as: moved
    next: transfer-care done; restriction because moved; emergency-exception because moved
    not: chaperone
13 May 2026 09:30  measure restriction "Dr Tarnfeather, or whoever is there in an emergency, with a chaperone."  by: "Practice manager"
    next: restriction done

19 May 2026 18:45  import "lilies/WhatsApp Chat - G Pennyfarrow.zip"  account: "G Pennyfarrow"  mine: "Isolde Marrowbeck"  as: chat
    counts: read 10; taken 9; left out 1; already 0; not understood 0; from subject 8; from clinician 1; attachments 0
    next: no-reply-online because chat/9
19 May 2026 18:52  detail chat/6  signs: after-being-told personal-question  effect: "He knows the name of the dog."
19 May 2026 18:53  detail chat/8  signs: after-being-told
    next: police-report because found-me, chat/8
    not: police-now; boundary-reply

20 May 2026 12:10  contact gift "White lilies, by a florist's van. Card: \"Your favourites. It says so on your page.\""  signs: gift after-being-told declaration  place: "reception"  as: lilies
    occurred: 20 May 2026 11:30
    effect: "Felt watched."
    attach: "lilies/florist card.jpg"
    next: gift-decision because lilies; warning-letter because lilies
# Where his knowledge came from stands in his words only; a person says it.
20 May 2026 12:14  step open privacy-review  because: "The card quotes my page."
    next: privacy-review
20 May 2026 12:30  measure gift-refused "Sent back with the van; the florist was told to take no more orders for me."
    next: gift-decision done
20 May 2026 13:00  measure told-defence-organisation "Advice line: close the page, let the practice write, keep the card."
    next: contact-defence-organisation done
20 May 2026 21:30  measure privacy-review "Two accounts. Only eleven friends see anything now; number, garden and dog are gone. Next look in three months."  as: privacy
    next: privacy-review done

# Now she asks for a copy of it, before anything is deleted. He joined a group of hers, and asked a friend for her
# road; what the friend wrote to her about it is the friend's, and stays out.
20 May 2026 21:40  import "lilies/facebook-isoldemarrowbeck-2026-05-20.zip"  account: "Gideon Pennyfarrow"  mine: "Isolde Marrowbeck"  as: facebook
    counts: read 11; taken 6; left out 5; already 0; not understood 0; from subject 5; from clinician 1; attachments 1; gaps 2
    stands: facebook/1 15 May 2026 09:31 message Then I come too
    stands: facebook/2 15 May 2026 09:30 message I can bring two trays.
    stands: facebook/3 19 May 2026 08:11 message Favourite flowers: lilies.
    stands: facebook/4 17 May 2026 18:40 message Your steps.
    stands: facebook/5 14 May 2026 20:02 message Not even a „no“? 🙃
    stands: facebook/6 12 May 2026 21:25 message You looked back on Friday.
    nowhere: rectory; bees; marrow sale; 🐝
20 May 2026 21:45  retract facebook/6  because: "The same message as the one that I logged on the 12th."
20 May 2026 21:46  step done preserve-evidence  because: "The download has the message of the 12th; the card is in its wrapper."
    next: preserve-evidence done

# The letter says stop and what distress it causes; it does not name removal, so it cannot lead to it. The solicitor
# of the defence organisation reads the log first.
21 May 2026 17:00  letter draft warning  as: warning-draft
    fill: "practice=Tarnlathe Surgery" "practice-address=5 Tarn Steps, Tarnlathe" "practice-phone=020 7946 0526"
    fill: "subject-address=9 Heron Court\nTarnlathe" "removal=no"
    fill: "conduct=the messages and the flowers that you have sent to Dr Marrowbeck this month"
    fill: "signed-by=Dr Oswin Fellgarth" "role=Senior partner" "signer-phone=020 7946 0527"
21 May 2026 17:30  disclose solicitor  to: "Solicitor of the defence organisation"  as: bundle
    goes: #0.subject steps.words lilies.words found-me.words
    stays: chat.source_name facebook.source_name
21 May 2026 17:35  verify bundle  key: right
    says: intact; none missing; key confirmed; exit 0
22 May 2026 15:00  letter approve warning-draft  by: "Dr Oswin Fellgarth, senior partner"  as: approved
22 May 2026 15:30  letter sent warning-draft  how: "first-class post, signed for"  by: "Dr Oswin Fellgarth, senior partner"  as: warning
    next: warning-letter done
    not: warning-letter; list-removal; consequence
2 Jun 2026 19:20  contact message "\"All right. I was a fool about the flowers. Sorry.\""  platform: whatsapp  occurred: 2 Jun 2026 19:02  signs: after-being-told  as: sorry
    next: consequence because sorry; police-report because sorry
    not: list-removal; police-now; boundary-reply
3 Jun 2026 08:30  step decline consequence  because: "An apology and nothing asked. Adviser agrees: keep it, do not answer, look again in four weeks."
    next: consequence declined
    not: consequence
3 Jun 2026 08:31  step decline police-report  because: "For now; the same advice. It comes back with the next contact."
    next: police-report declined
3 Jun 2026 08:32  step done preserve-evidence  because: "The chat stays on my telephone as it is; a picture of it is with the manager."
    next: preserve-evidence done

# Four weeks and more without a word.
8 Jul 2026 09:00  look
    next (R28): quiet-review
    not: no-reply-online; police-now; list-removal
8 Jul 2026 09:10  measure review "Nothing since 2 June. He has seen Dr Tarnfeather once, without trouble."
    not (R28): quiet-review
8 Jul 2026 09:12 (R24) outcome fizzled-out  as: ended
    next: after-outcome
8 Jul 2026 09:15  verify
    says: intact; none missing; exit 0
    logged: 1 gift; 1 attendance-work; 17 from subject; 2 from clinician
    finds: 1 lilies florist; 3 the steps; 0 dahlia
    nowhere: rectory; bees
