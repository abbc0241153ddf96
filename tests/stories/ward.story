# C6, the ward.
# A hospital doctor. A man whom he treated once comes to the ward without an appointment, writes to the
# trust's own address, and shouts. There is no list to remove anybody from; the trust has a policy.
#
# Exercises: R1 R2 R6, R8 R9 (said early), R10 R11, R13 (a gift to a trust), R16 (another consultant),
# R18 (a senior manager writes), R20 (police), R21, R22, R24 (transferred). P6, P28, T17: what must not be said.

story: C6
case: ward
clinician: Dr Lorcan V. Eskerdine
initials: LVE
setting: hospital
jurisdiction: england
zone: Europe/London
subject: Percival Damsonby
relation: patient
age-band: adult
opened: 3 Mar 2025 17:40
exercises: R1 R2 R6 R8 R9 R10 R11 R13 R16 R18 R20 R21 R22 R24

3 Mar 2025 17:45  contact gift "A bottle of whisky and £60 in an envelope, left on my desk."  occurred: 3 Mar 2025 afternoon  signs: gift  as: whisky
    next: gift-decision because whisky
    not: boundary-reply; tell-manager; police-now; police-report; list-removal
    not (R22): course-of-conduct; civil-route; time-limit
    never (R23): allegation-response
4 Mar 2025 08:10  measure gift-refused "Sent back by the ward manager with a note of thanks."
    next: gift-decision done
    not: gift-decision

11 Mar 2025 13:05  contact email "\"I asked the switchboard where you live. Come and fish with me, just the two of us.\""  occurred: 11 Mar 2025 12:58  signs: request-to-meet personal-question  as: fishing
    effect: "Uneasy."
    next: boundary-reply today because fishing; tell-manager because fishing; contact-defence-organisation because fishing; preserve-evidence because fishing
    not: police-now; police-report; warning-letter; list-removal; restriction
    never: exclusion-policy
    not (R22): course-of-conduct
11 Mar 2025 16:30  measure told-manager "My clinical director, in her room."
    next: tell-manager done
11 Mar 2025 16:50  measure told-defence-organisation "By telephone."
    next: contact-defence-organisation done
12 Mar 2025 09:20  measure reply "From the trust's address: our contact is about your care; I cannot meet you or take presents; please write to the clinic only."  as: told
    next: boundary-reply done
    not: boundary-reply; warning-letter; police-report

# He comes to the ward.
26 Mar 2025 19:15  contact attendance-work "By the nurses' station after visiting time. \"I only want to see him.\" He left when asked."  occurred: 26 Mar 2025 18:50  signs: at-work-unbooked after-being-told  place: "Ward 9"  as: ward
    next: warning-letter because ward; transfer-care because ward; hospital-nuisance because ward; chaperone
    next (R22): course-of-conduct because fishing, ward; time-limit; civil-route
    not: police-now; list-removal; removal-notice
28 Mar 2025 10:00  measure transfer "To Dr Hawksmere, who told him why."  as: moved
    next: transfer-care done; restriction because moved; emergency-exception because moved
    not: transfer-care; list-removal
28 Mar 2025 10:10  measure restriction "Booked with others. In an emergency whoever is on, with a second person there."  by: "Clinical director"
    next: restriction done; emergency-exception
    not: restriction
31 Mar 2025 15:00  measure warning-letter "By the deputy medical director: unacceptable, causes distress, must stop; if not, the trust's policy and the police."  by: "Deputy medical director"  as: warning
    next: warning-letter done; watch-after because warning
    not: warning-letter; list-removal; consequence

# He shouts.
9 Apr 2025 12:40  contact attendance-work "At the desk: \"He owes me an answer.\" He banged the counter. I was in the room behind it."  occurred: 9 Apr 2025 12:25  signs: aggression fear after-being-told at-work-unbooked  place: "Outpatients"  witness: "The receptionist"  as: desk
    first: police-now
    next: police-now now because desk; exclusion-policy because desk; consequence because desk; police-report because desk; personal-safety because desk
    not: list-removal; removal-notice; removal-effect
9 Apr 2025 12:55  measure police-report "101. Security walked him out."  reference: "DEMO-4410"  as: report
    next: police-now done; police-report done; consequence done
    next (R21): disclosure-decision because report
    not: police-now; list-removal
10 Apr 2025 09:00  measure restriction "Kept from the site for six months but for care that cannot wait. He may appeal."  by: "Deputy medical director"  until: 10 Oct 2025
    next: exclusion-policy done; emergency-exception
    not: exclusion-policy; list-removal
12 May 2025 09:00  look
    next (R28): quiet-review
    not: police-now; list-removal; boundary-reply
12 May 2025 09:10  measure review "Nothing since. The rule stands."
    not (R28): quiet-review
20 May 2025 09:00 (R24) outcome transferred
    next: after-outcome
    not: transfer-care; list-removal
