package io.grantkeeper.evidence.access;

import io.grantkeeper.evidence.history.LedgerEntries;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the record says of who could reach what at one instant. What it cannot say is part of the answer.
 *
 * @param at the instant
 * @param holders identities, in order
 * @param unknowns what was not known at that instant, one sentence each
 */
public record AccessAsOf(Instant at, List<Holder> holders, List<String> unknowns) {
    /** What no record of this kind can say. */
    public static final List<String> LIMITS = List.of(
            "Since when access that a first sweep found had been there: it was there when it was first seen.",
            "Who the people are: they stand in the record as salted digests.",
            "What an identity or credential looked like: the record keeps digests of it; permissions and reach it keeps.",
            "What happened between two looks at a provider and left no trace in either.",
            "What was never told, and what no connected provider shows.");

    public AccessAsOf {
        holders = List.copyOf(holders);
        unknowns = List.copyOf(unknowns);
    }

    /** Whether an identity was there. */
    public enum Presence {
        /** The record had seen it, and had not seen it go. */
        PRESENT,
        /** It was there when somebody first looked, which was later: nobody knows whether it was there then. */
        UNKNOWN
    }

    /**
     * One identity.
     *
     * @param seenSince the first time the record speaks of it
     * @param baseline whether it was there before anybody looked
     * @param access what it held, in the order of the ledger
     */
    public record Holder(
            IdentityId identity, Presence presence, Instant seenSince, boolean baseline, List<Access> access) {
        public Holder {
            access = List.copyOf(access);
        }
    }

    /**
     * Something an identity held.
     *
     * @param row {@code grant} or {@code credential} with its key as a digest
     * @param permissions in the provider's own names
     * @param reach {@code all}, {@code selected} or {@code unknown}; empty for credentials
     * @param subject whose data: a digest, or {@code tenant}; empty for credentials
     * @param since when the record told of its present form
     * @param entry the number of the entry that told it
     */
    public record Access(
            String row,
            List<String> permissions,
            Optional<String> reach,
            Optional<String> subject,
            Instant since,
            long entry) {
        public Access {
            permissions = List.copyOf(permissions);
        }
    }

    /** Reads the record. */
    public static AccessAsOf of(LedgerEntries log, Instant at) {
        Reading reading = new Reading(at);
        List<Long> unread = log.each(reading::add);
        return reading.end(unread.size());
    }

    private static final class Reading {
        private final Instant at;
        private final Map<IdentityId, Held> identities = new TreeMap<>();
        private final Map<String, String> gaps = new LinkedHashMap<>();
        private final Map<String, Instant> connections = new TreeMap<>();

        private static final class Held {
            private final Map<String, Access> rows = new LinkedHashMap<>();
            private final Map<String, Instant> moved = new LinkedHashMap<>();
            private Instant seen;
            private boolean baseline;
            private boolean gone;

            Held(Instant seen) {
                this.seen = seen;
            }
        }

        Reading(Instant at) {
            this.at = at;
        }

        void add(long index, Entry entry) {
            entry.identity().ifPresent(identity -> {
                Held held = identities.computeIfAbsent(identity, _ -> new Held(entry.at()));
                held.seen = entry.at().isBefore(held.seen) ? entry.at() : held.seen;
                connections.merge(identity.connection().value(), entry.at(), (a, b) -> a.isBefore(b) ? a : b);
                if (entry.what() instanceof Happening.IdentityRegistered(var _, boolean baseline)) {
                    held.baseline = baseline;
                }
                if (entry.what() instanceof Happening.ChangeObserved change
                        && !entry.at().isAfter(at)) {
                    change(held, change, entry.at(), index);
                }
            });
            if (!entry.at().isAfter(at)) {
                gap(entry);
            }
        }

        /** A change that was told late does not undo one of a later time. */
        private static void change(Held held, Happening.ChangeObserved change, Instant when, long index) {
            Instant moved = held.moved.getOrDefault(change.row(), Instant.MIN);
            if (when.isBefore(moved)) {
                return;
            }
            held.moved.put(change.row(), when);
            boolean vanished = change.how().equals("vanished");
            if (change.row().equals("identity")) {
                held.gone = vanished;
            } else if (vanished) {
                held.rows.remove(change.row());
            } else {
                held.rows.put(
                        change.row(),
                        new Access(change.row(), change.permissions(), change.reach(), change.subject(), when, index));
            }
        }

        private void gap(Entry entry) {
            switch (entry.what()) {
                case Happening.CoverageGapOpened(String connection, var stream, String problem) ->
                    gaps.put(
                            entry.id()
                                    .replaceFirst("^coverage-gap\\.opened/", "")
                                    .replaceFirst("/" + problem + "$", ""),
                            "%s of %s could not be read since %s (%s): what it would have shown is unknown"
                                    .formatted(stream, connection, entry.at(), problem));
                case Happening.CoverageGapClosed _ ->
                    gaps.remove(entry.id().replaceFirst("^coverage-gap\\.closed/", ""));
                case Happening.IdentityRegistered _,
                        Happening.ChangeObserved _,
                        Happening.FindingOpened _,
                        Happening.FindingClosed _,
                        Happening.PolicyProposed _,
                        Happening.PolicyApproved _,
                        Happening.PolicyPromoted _,
                        Happening.PolicyDemoted _,
                        Happening.DecisionMade _,
                        Happening.DecisionsMade _,
                        Happening.ApprovalGiven _,
                        Happening.RevocationPreviewed _,
                        Happening.RevocationDone _,
                        Happening.RevocationFailed _,
                        Happening.AlertSent _,
                        Happening.OwnerAnswered _,
                        Happening.ReviewDecided _,
                        Happening.ConfigurationChanged _ -> {
                    // says nothing of what could be seen
                }
            }
        }

        AccessAsOf end(int unread) {
            List<Holder> holders = new ArrayList<>();
            List<String> unknowns = new ArrayList<>();
            connections.forEach((connection, first) -> {
                if (first.isAfter(at)) {
                    unknowns.add("nothing of %s: it was first looked at on %s".formatted(connection, first));
                }
            });
            identities.forEach((identity, held) -> {
                if (!held.seen.isAfter(at)) {
                    if (!held.gone) {
                        holders.add(new Holder(
                                identity, Presence.PRESENT, held.seen, held.baseline, List.copyOf(held.rows.values())));
                    }
                } else if (held.baseline) {
                    holders.add(new Holder(identity, Presence.UNKNOWN, held.seen, true, List.of()));
                }
            });
            unknowns.addAll(gaps.values());
            if (unread > 0) {
                unknowns.add("%d entries were written by another version and could not be read".formatted(unread));
            }
            return new AccessAsOf(at, holders, unknowns);
        }
    }
}
