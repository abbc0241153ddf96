# C7, a teenager.
# A girl of sixteen writes to her doctor, then to his private account. Safeguarding is asked before any
# word; her wish to hurt herself comes before everything else.
#
# Exercises: R1 R2, R8 R9, R10 R11, R14 (online), R15, R16, R24 (professional footing), R28; G90.

story: C7
case: young
clinician: Dr Emrys T. Vannerlow
initials: ETV
setting: gp
jurisdiction: wales
zone: Europe/London
subject: Tansy Quickenbeam
relation: patient
age-band: 16-17
opened: 6 Oct 2025 18:00
exercises: R1 R2 R8 R9 R10 R11 R14 R15 R16 R24 R28

6 Oct 2025 18:05  contact card "A drawing of the two of us, and: \"You are the only one who listens. I love you.\""  occurred: 6 Oct 2025 17:20  signs: declaration  as: drawing
    next: vulnerability today because #0; boundary-reply because drawing; tell-manager because drawing; contact-defence-organisation because drawing
    not: police-now; police-report; warning-letter; list-removal; no-reply-online
    not (R22): course-of-conduct
7 Oct 2025 08:30  measure told-manager "The manager and the safeguarding lead together."
    next: tell-manager done
7 Oct 2025 08:45  step done vulnerability  because: "The safeguarding lead: say it with her mother outside the door and the nurse in the room; short and kind."
    next: vulnerability done
    not: vulnerability
7 Oct 2025 12:10  measure told-defence-organisation "Advice line."
    next: contact-defence-organisation done

8 Oct 2025 22:50  contact friend-request "From an account with her picture."  platform: instagram  occurred: 8 Oct 2025 22:40  as: asked
    next: decline-friend-request because asked; no-reply-online because asked; privacy-review because asked
    not: police-now; warning-letter
9 Oct 2025 07:10  measure declined-friend-request "Not answered."
    next: decline-friend-request done
9 Oct 2025 07:30  measure privacy-review "The account is private now, and without my name."
    next: privacy-review done
9 Oct 2025 17:15  measure reply "With the nurse there: I am your doctor, and that is a good thing to have; it cannot be more, and you should not write to me at home."  as: told
    next: boundary-reply done
    not: boundary-reply; warning-letter; police-report; list-removal

# That night.
9 Oct 2025 23:40  contact message "\"Then I will do it tonight and you can read about it.\""  platform: instagram  occurred: 9 Oct 2025 23:31  signs: threat-self-harm after-being-told  as: tonight
    next: vulnerability now because tonight; preserve-evidence because tonight; no-reply-online
    not: police-now; list-removal
9 Oct 2025 23:52  step done vulnerability  because: "999 at 23:36 by my colleague on call; she is with her parents and the crisis team."
    next: vulnerability done
    not: vulnerability
10 Oct 2025 08:05  step done preserve-evidence  because: "A picture of the screen is with the safeguarding lead; I keep none of hers."
    next: preserve-evidence done
10 Oct 2025 11:00  measure transfer "To Dr Fernhollow, whom she chose herself with her mother."  as: moved
    next: transfer-care done; restriction because moved; emergency-exception because moved
    not: chaperone; list-removal
10 Oct 2025 11:10  measure restriction "Booked with Dr Fernhollow."
    next: restriction done
# A letter would be the wrong thing now: it is declined, with the reason.
10 Oct 2025 11:20  step decline warning-letter  because: "The safeguarding lead and the adviser: no letter to a girl of sixteen in a crisis."
    next: warning-letter declined
    not: warning-letter

7 Nov 2025 09:00  look
    next (R28): quiet-review
    not: police-now; warning-letter; list-removal; boundary-reply
10 Nov 2025 09:10  measure review "Nothing since the tenth of October. She sees Dr Fernhollow."
    not (R28): quiet-review
10 Nov 2025 09:20 (R24) outcome professional-footing
    next: after-outcome
    not: boundary-reply; warning-letter; list-removal
