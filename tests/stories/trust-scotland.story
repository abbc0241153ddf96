# C9, a Health Board's doctor in Scotland.
# A former patient waits by her car and follows her home. There is no stalking protection order there;
# a second source is needed, and a colleague who saw her soon after can be one; to break bail is a crime.
#
# Exercises: R1 R2 R6, R8 R9, R10 R11, R20 R21, R22 (Scots law by its own dates), R24 (conviction). T6, T9, T21, T22, T41.

story: C9
case: trust-scotland
clinician: Dr Morag E. Stravithie
initials: MES
setting: hospital
jurisdiction: scotland
zone: Europe/London
subject: Hamish Corrievane
relation: former-patient
age-band: adult
opened: 13 Jan 2026 20:30
exercises: R1 R2 R6 R8 R9 R10 R11 R20 R21 R22 R24

13 Jan 2026 20:35  contact attendance-work "By my car, with snow on his coat. \"I saved you the scraping.\""  occurred: 13 Jan 2026 19:40  signs: waiting-for declaration  place: "car park"  as: snow
    effect: "I drove round twice before I went home."
    next: boundary-reply because snow; tell-manager because snow; contact-defence-organisation because snow
    not: police-now; police-report; transfer-care; chaperone; list-removal
    not (R22): course-of-conduct; civil-route; time-limit
    never: hospital-nuisance
14 Jan 2026 08:20  measure told-manager "My line manager."
    next: tell-manager done
14 Jan 2026 08:40  measure told-defence-organisation "By telephone."
    next: contact-defence-organisation done
15 Jan 2026 19:45  measure reply "At the door of the building, with the porter beside me: do not wait for me again; I am not your doctor now and nothing else either."  as: told
    next: boundary-reply done
    not: boundary-reply; warning-letter; police-report

20 Jan 2026 20:10  contact following "Two cars behind me from the gate to my road. He waved."  occurred: 20 Jan 2026 19:50  signs: following fear after-being-told  as: followed
    first: police-now
    next: police-now now because followed; tell-somebody today because followed; police-report because followed; personal-safety because followed
    next (R22): course-of-conduct because snow, followed; civil-route
    not: list-removal; transfer-care; chaperone
    never (R22): time-limit
20 Jan 2026 20:30  step done tell-somebody  because: "My sister, at the door; I was shaking. She wrote it down."
    next: tell-somebody done
20 Jan 2026 20:50  measure police-report "101, Police Scotland. They took the car's number."  reference: "DEMO-7301"  as: report
    next: police-now done; police-report done
    next (R21): disclosure-decision because report
    not: police-now
21 Jan 2026 09:00  step decline warning-letter  because: "The police and the Board's adviser: no letter while the fiscal has it."
    next: warning-letter declined
    not: warning-letter
27 Jan 2026 10:00  measure charge "Section 39, said the officer."  by: "Police Scotland"
    never (R22): time-limit; restraining-order
27 Jan 2026 15:00  measure bail "Not to come near me or the hospital."  by: "Sheriff"  as: bail
    not (R22): breach-report
3 Feb 2026 18:40  contact letterbox "A card with a robin: \"Sorry.\""  occurred: 3 Feb 2026 18:00  signs: breaks-order at-home  as: robin
    first: police-now
    next: police-now now because robin; tell-manager done
    next (R22): breach-report because robin, bail
    next: warning-letter because robin
    not: list-removal
3 Feb 2026 18:45  step decline warning-letter  because: "It is for the court now."
    not: warning-letter
3 Feb 2026 18:55  measure police-report "101. An officer fetched the card."  reference: "DEMO-7344"
    next: police-now done
    next (R22): breach-report done
    not (R22): breach-report
12 May 2026 12:30  measure conviction "Guilty plea."  by: "Sheriff court"
    never (R22): restraining-order
12 May 2026 12:40  measure order "Non-harassment order, five years."  until: 12 May 2031  by: "Sheriff"
    next (R22): civil-route done
    not (R22): civil-route
12 May 2026 12:50 (R24) outcome conviction
    next: after-outcome
    not: list-removal; police-now
