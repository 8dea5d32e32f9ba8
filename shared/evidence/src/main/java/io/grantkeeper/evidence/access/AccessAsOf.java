package io.grantkeeper.evidence.access;

import io.grantkeeper.evidence.history.LedgerEntryReader;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The access that each identity had at a given instant, according to the ledger. The result also states what the ledger
 * cannot show.
 *
 * @param at the instant
 * @param holders the identities, sorted by ID
 * @param unknowns what was not known at that instant, one sentence each
 */
public record AccessAsOf(Instant at, List<Holder> holders, List<String> unknowns) {
    /** What no such ledger can show, one sentence each. */
    public static final List<String> LIMITS = List.of(
            "How long access had existed before the first sweep found it: the ledger records access only from its first observation.",
            "Who the people are: the ledger contains only salted digests of them.",
            "The attributes of an identity or credential: the ledger contains only digests of them. It does contain permissions and reach.",
            "What happened between two reads of a provider and left no trace in either.",
            "What was never recorded, and what no connected provider shows.");

    public AccessAsOf {
        holders = List.copyOf(holders);
        unknowns = List.copyOf(unknowns);
    }

    /** The ledger's evidence of whether an identity existed at the instant. */
    public enum Presence {
        /** By that instant, the ledger had recorded the identity but not its removal. */
        PRESENT,
        /**
         * The identity existed when Grantkeeper first read the connection, which was after that instant. Whether the
         * identity existed at the instant is unknown.
         */
        UNKNOWN
    }

    /**
     * An identity, and the access that it had at the given instant.
     *
     * @param seenSince when the ledger first mentions the identity
     * @param baseline whether the identity existed before the first sweep
     * @param access the access that the identity held, in the order of the ledger
     */
    public record Holder(
            IdentityId identity, Presence presence, Instant seenSince, boolean baseline, List<Access> access) {
        public Holder {
            access = List.copyOf(access);
        }
    }

    /**
     * One grant or credential of an identity.
     *
     * @param row {@code grant} or {@code credential}, followed by the digest of its key
     * @param permissions in the provider's own names
     * @param reach {@code all}, {@code selected} or {@code unknown}; empty for credentials
     * @param subject the grant subject: a person's digest, or {@code tenant}; empty for credentials
     * @param since when the ledger recorded the access in the form that it had at that instant
     * @param entry the index of the entry that recorded this form
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

    /** Derives the access at an instant from the ledger. */
    public static AccessAsOf of(LedgerEntryReader log, Instant at) {
        Reading reading = new Reading(at);
        List<Long> unread = log.forEach(reading::add);
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

        void add(long index, LedgerEntry entry) {
            entry.identity().ifPresent(identity -> {
                Held held = identities.computeIfAbsent(identity, _ -> new Held(entry.at()));
                held.seen = entry.at().isBefore(held.seen) ? entry.at() : held.seen;
                connections.merge(identity.connection().value(), entry.at(), (a, b) -> a.isBefore(b) ? a : b);
                if (entry.what() instanceof LedgerEvent.IdentityRegistered(var _, boolean baseline)) {
                    held.baseline = baseline;
                }
                if (entry.what() instanceof LedgerEvent.ChangeObserved change
                        && !entry.at().isAfter(at)) {
                    change(held, change, entry.at(), index);
                }
            });
            if (!entry.at().isAfter(at)) {
                gap(entry);
            }
        }

        /** Applies a change. A change that was recorded late does not undo a change with a later time. */
        private static void change(Held held, LedgerEvent.ChangeObserved change, Instant when, long index) {
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

        private static String withoutEnd(String text, String end) {
            return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
        }

        private void gap(LedgerEntry entry) {
            switch (entry.what()) {
                case LedgerEvent.CoverageGapOpened(String connection, var stream, String problem) ->
                    gaps.put(
                            withoutEnd(entry.id().replaceFirst("^coverage-gap\\.opened/", ""), "/" + problem),
                            "%s of %s has been unreadable since %s (%s), so its content since then is unknown"
                                    .formatted(stream, connection, entry.at(), problem));
                case LedgerEvent.CoverageGapClosed _ ->
                    gaps.remove(entry.id().replaceFirst("^coverage-gap\\.closed/", ""));
                case LedgerEvent.IdentityRegistered _,
                        LedgerEvent.ChangeObserved _,
                        LedgerEvent.FindingOpened _,
                        LedgerEvent.FindingClosed _,
                        LedgerEvent.PolicyProposed _,
                        LedgerEvent.PolicyApproved _,
                        LedgerEvent.PolicyPromoted _,
                        LedgerEvent.PolicyDemoted _,
                        LedgerEvent.DecisionMade _,
                        LedgerEvent.DecisionsMade _,
                        LedgerEvent.ApprovalGiven _,
                        LedgerEvent.ApprovalChanged _,
                        LedgerEvent.IncidentChanged _,
                        LedgerEvent.RevocationPreviewed _,
                        LedgerEvent.RevocationDone _,
                        LedgerEvent.RevocationFailed _,
                        LedgerEvent.AlertSent _,
                        LedgerEvent.TicketChanged _,
                        LedgerEvent.AlertsChanged _,
                        LedgerEvent.OwnerAnswered _,
                        LedgerEvent.ReviewDecided _,
                        LedgerEvent.ChangeRequested _,
                        LedgerEvent.SessionStarted _,
                        LedgerEvent.DataExported _,
                        LedgerEvent.ConfigurationChanged _ -> {
                    // does not affect what was visible
                }
            }
        }

        AccessAsOf end(int unread) {
            List<Holder> holders = new ArrayList<>();
            List<String> unknowns = new ArrayList<>();
            connections.forEach((connection, first) -> {
                if (first.isAfter(at)) {
                    unknowns.add("nothing is known about %s: it was first read on %s".formatted(connection, first));
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
                unknowns.add("%d entries were written by another version and cannot be read".formatted(unread));
            }
            return new AccessAsOf(at, holders, unknowns);
        }
    }
}
