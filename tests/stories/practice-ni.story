# C10, a practice in Northern Ireland.
# Texts to a private number, a letter by the practice that names removal, fear at the desk, the police,
# removal from the list by the rules of that place, whose body got a new name in 2022.
#
# Exercises: R1 R2, R8 R9, R10 R11, R15 (number), R16, R18 R19, R20 R21, R22 (law by its own dates), R24 (removed). P23, T8, T11.

story: C10
case: practice-ni
clinician: Dr Fintan O. Larchgrove
initials: FOL
setting: gp
jurisdiction: northern-ireland
zone: Europe/Belfast
subject: Orlaith Whinberry
relation: patient
age-band: adult
opened: 2 Sep 2025 21:10
exercises: R1 R2 R8 R9 R10 R11 R15 R16 R18 R19 R20 R21 R22 R24

2 Sep 2025 21:15  contact text "\"I got your number from the football club. Are you up?\""  occurred: 2 Sep 2025 21:02  signs: personal-question  as: text
    next: boundary-reply today because text; preserve-evidence because text; number-and-email because text; tell-manager because text; contact-defence-organisation because text
    not: police-now; police-report; warning-letter; list-removal
    not (R22): course-of-conduct; civil-route
    never (R22): time-limit
3 Sep 2025 08:30  measure told-manager "The manager."
    next: tell-manager done
3 Sep 2025 08:50  measure told-defence-organisation "By telephone."
    next: contact-defence-organisation done
3 Sep 2025 12:00  measure reply "From the practice's line: this number is private; write to the practice, and about your health only."  as: told
    next: boundary-reply done
    not: boundary-reply; warning-letter
3 Sep 2025 12:10  step done number-and-email  because: "The club's page no longer shows it, and I have a new one for friends."
    next: number-and-email done
15 Sep 2025 19:30  contact email "\"You changed your number. I will not change my heart.\""  occurred: 15 Sep 2025 19:12  signs: after-being-told declaration  as: heart
    next: warning-letter because heart; transfer-care because heart; preserve-evidence because heart
    next (R22): course-of-conduct because text, heart; civil-route
    not: list-removal; police-now
17 Sep 2025 09:00  measure transfer "To Dr Sallowfield in this practice; I told her why."  as: moved
    next: transfer-care done; restriction because moved; emergency-exception because moved
    not: removal-notice; list-removal
17 Sep 2025 09:10  measure restriction "Booked with others."
    next: restriction done
18 Sep 2025 15:00  measure warning-letter "Inappropriate, causes distress, must stop; if not, removal from the list and the police."  by: "Practice manager"  names-removal: yes  as: warning
    next: warning-letter done; watch-after because warning
    not: warning-letter; list-removal; consequence
30 Sep 2025 11:25  contact attendance-work "She came round the desk, took my sleeve, and would not let go."  occurred: 30 Sep 2025 11:10  signs: aggression fear after-being-told at-work-unbooked  witness: "The receptionist"  as: sleeve
    first: police-now
    next: police-now now because sleeve; consequence because sleeve; list-removal because warning, sleeve; police-report because sleeve; home-visit because sleeve
    never: tell-somebody; hospital-nuisance; removal-notice
30 Sep 2025 11:40  measure police-report "999; PSNI came within ten minutes."  reference: "DEMO-5127"  as: report
    next: police-now done; police-report done; list-removal because sleeve
    next (R21): disclosure-decision because report
    not: police-now
1 Oct 2025 10:00  measure list-removal "By telephone to SPPG, then in writing the same day."  by: "Practice manager"  as: removed
    next: list-removal done; removal-notice by 7 Oct 2025 because removed; emergency-exception because removed
    not: list-removal
    never: removal-effect
1 Oct 2025 16:00  step done removal-notice  because: "The letter went at three, with a copy to her, and the reason."
    next: removal-notice done
    not: removal-notice
3 Nov 2025 09:00  look
    next (R28): quiet-review
    not: police-now; list-removal
3 Nov 2025 09:10  measure review "Nothing since."
    not (R28): quiet-review
3 Nov 2025 09:15 (R24) outcome removed
    next: after-outcome
    not: list-removal; warning-letter
