"""The council's account of itself: how it stands with every commitment, and what people say to that.

Nouns: CommitmentStatus, StatusStep and EvidenceReading (worked out, never typed); Filing, Attestation, Note and
Obstacle (what people bring); Concern; Measure; Follow; FormatRequest (commitments C-005 and C-006). Each noun has its
modules in the area's packages. Doors: `operations`, `queries`, and the jobs in `tasks`.
"""
