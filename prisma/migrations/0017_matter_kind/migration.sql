-- By hand: loaners and suggestions of a part were kept among the parts; each is a kind of its own.
UPDATE "matter" SET "feature" = 'loaner' WHERE "feature" = 'part' AND "state"->>'of' = 'loaner';
UPDATE "matter" SET "feature" = 'part-suggestion' WHERE "feature" = 'part' AND "state"->>'of' = 'suggestion';
