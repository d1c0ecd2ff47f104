"""办件: one application of one person for one item, from draft to delivery.

Legal ground: 行政许可法第四、五章. Verbs of the applicant: submit, supplement, withdraw;
of the window: accept, decline, return_for_correction, deliver; of the desk: review, send_back, decide, lift.
Each verb is one transaction, one record, one journal line and, where the law asks, one paper.
"""
