package io.grantkeeper.identity.question;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a review: every identity in its scope is asked about once.
 *
 * @param id the review's name and the day on which it began: {@code all-agents-2026-11-01}
 * @param scope which identities, for people: "all AI agents"
 * @param dueAt when it closes
 * @param unanswered what becomes of what nobody answered
 * @param revokesAt when unanswered access is taken away, where the campaign does that
 * @param items how many identities are asked about; empty while they are being gathered
 * @param closedAt when it closed; empty while it is open
 * @param version rises by one with each write; zero means "not stored yet"
 */
public record Campaign(
        String id,
        String name,
        String scope,
        Instant startedAt,
        Instant dueAt,
        Unanswered unanswered,
        Optional<Instant> revokesAt,
        Optional<Integer> items,
        Optional<Instant> closedAt,
        long version) {
    /** What becomes of what nobody answered. It is never taken for approved. */
    public enum Unanswered {
        /** The security team is told; nothing is changed. */
        FLAG,
        /** It is announced, and taken away after a time of grace unless somebody answers. */
        REVOKE_AFTER_GRACE
    }

    public Campaign gathered(int count) {
        return new Campaign(
                id, name, scope, startedAt, dueAt, unanswered, revokesAt, Optional.of(count), closedAt, version);
    }

    public Campaign closed(Instant at) {
        return new Campaign(id, name, scope, startedAt, dueAt, unanswered, revokesAt, items, Optional.of(at), version);
    }

    public Campaign withVersion(long newVersion) {
        return new Campaign(id, name, scope, startedAt, dueAt, unanswered, revokesAt, items, closedAt, newVersion);
    }
}
