# C8, a kind, clear word.
# A man with a learning disability brings his doctor flowers each week and asks her to marry him. His
# key worker is asked first; she says it kindly and plainly, once; he understands, and it stops.
#
# Exercises: R1 R2, R8 R9 (nipped in the bud), R10 R11, R12 (chaperone), R13, R24 (fizzled out), R28; G18 G90.

story: C8
case: kindly
clinician: Dr Philippa S. Mereworth
initials: PSM
setting: gp
jurisdiction: england
zone: Europe/London
subject: Cuthbert Plumley
relation: patient
age-band: adult
vulnerable: A learning disability; pictures and short sentences; his key worker comes along.
opened: 2 Jun 2025 12:20
exercises: R1 R2 R8 R9 R10 R11 R12 R13 R24 R28

2 Jun 2025 12:25  contact gift "Roses from the garage, the third week."  occurred: 2 Jun 2025 11:40  signs: gift  as: roses
    next: gift-decision because roses; vulnerability today because #0
    not: boundary-reply; tell-manager; police-now; warning-letter; list-removal
9 Jun 2025 12:30  contact consultation "He knelt down: \"Will you marry me?\""  occurred: 9 Jun 2025 11:50  signs: declaration  as: knelt
    next: boundary-reply because knelt; chaperone because knelt; tell-manager because knelt; contact-defence-organisation because knelt
    next: gift-decision
    not: police-now; police-report; warning-letter; list-removal
    not (R22): course-of-conduct; time-limit
9 Jun 2025 13:00  measure told-manager "The manager."
    next: tell-manager done
9 Jun 2025 13:10  measure told-defence-organisation "Advice line: ask his key worker how he is best told."
    next: contact-defence-organisation done
10 Jun 2025 09:15  step done vulnerability  because: "His key worker: say it with her there, one thing at a time, with the picture cards."
    next: vulnerability done
    not: vulnerability
16 Jun 2025 11:40  measure chaperone-agreed "His key worker waits outside; the nurse sits in."
    next: chaperone done
16 Jun 2025 11:55  measure gift-accepted "These roses for the waiting room, and told that there can be no more."
    next: gift-decision done
16 Jun 2025 12:00  measure reply "Doctor and patient, not husband and wife. No more flowers. He said it back to me, and shook hands."  as: told
    next: boundary-reply done; watch-after because told
    not: boundary-reply; warning-letter; police-report; transfer-care; consequence; list-removal

# He comes for his check, and that is all.
14 Jul 2025 11:45  contact consultation "His yearly check. He showed me a picture of his sister's dog."  occurred: 14 Jul 2025 11:30  as: check
    not: boundary-reply; warning-letter; police-report; transfer-care; chaperone; list-removal; consequence
    not (R22): course-of-conduct; time-limit; civil-route
11 Aug 2025 09:00  look
    next (R28): quiet-review
    not: warning-letter; police-now; list-removal
11 Aug 2025 09:10  measure review "It stopped with one talk. The nurse no longer sits in."
    not (R28): quiet-review
11 Aug 2025 09:15 (R24) outcome fizzled-out
    next: after-outcome
11 Aug 2025 09:20  step done after-outcome  because: "Everybody who knew was told that it is over."
    next: after-outcome done
    not: after-outcome; warning-letter; boundary-reply
