package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One grant or credential that a policy forbids, and what has become of it.
 *
 * @param id the same for the same policy and the same grant or credential
 * @param version of the policy's text; another text begins anew
 * @param what is held, in plain words: "a grant that can read all of your mail"
 * @param reason the policy's, in plain words
 * @param firstSeen when it was first seen: the grace period begins no earlier
 * @param toldAt when whoever answers for it was told of the date; empty while they were not
 * @param due when it is taken away; empty where the policy only watches or tells
 * @param preview what would be called and what stops working, as it was planned before the act; empty before that
 * @param actedAt when it was last begun to take it away; where that is done, when the provider said so
 * @param detail what went wrong, what is left to a person, or why it was lifted
 * @param exemptUntil until when a person lets it be
 * @param exemptBy who that is
 * @param revision rises by one with each write; zero means "not stored yet"
 */
public record Breach(
        String id,
        String policy,
        PolicyVersion version,
        IdentityId identity,
        RowKey target,
        String what,
        String reason,
        Instant firstSeen,
        State state,
        Optional<Instant> toldAt,
        Optional<Instant> due,
        List<String> preview,
        Optional<Instant> actedAt,
        String detail,
        Optional<Instant> exemptUntil,
        Optional<String> exemptBy,
        long revision) {
    /** Where it stands. */
    public enum State {
        /** It is there; whoever answers for it may have been told. */
        SEEN,
        /** It is being taken away: where it stays so, nobody knows whether the provider did it. */
        ACTING,
        /** The provider says that it is done; the next listing shows it. */
        DONE,
        /** The provider's limit was used up. The next run goes on with it; nothing has failed. */
        WAITING,
        /** It was tried and not done. It is tried again. */
        FAILED,
        /** Only a person can do it. */
        BY_HAND,
        /** It is gone, allowed, or a matter of no policy any more. */
        LIFTED
    }

    public Breach {
        preview = List.copyOf(preview);
    }

    public static String idOf(String policy, IdentityId identity, RowKey target) {
        String digest =
                PolicyVersion.ofText(policy + "\n" + identity + "\n" + target).value();
        return digest.substring(digest.indexOf(':') + 1).substring(0, 16);
    }

    /** Seen for the first time, or again after it was lifted, or under another text. */
    public static Breach seen(
            String policy,
            PolicyVersion version,
            IdentityId identity,
            RowKey target,
            String what,
            String reason,
            Instant at,
            long revision) {
        return new Breach(
                idOf(policy, identity, target),
                policy,
                version,
                identity,
                target,
                what,
                reason,
                at,
                State.SEEN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                revision);
    }

    public Breach told(Instant at, Optional<Instant> newDue) {
        return with(state, Optional.of(at), newDue, preview, actedAt, detail, exemptUntil, exemptBy);
    }

    /** Begun, with what is about to be done. */
    public Breach acting(List<String> plan, Instant at) {
        return with(State.ACTING, toldAt, due, plan, Optional.of(at), "", exemptUntil, exemptBy);
    }

    /** The provider says that it is gone. */
    public Breach done(Instant at) {
        return with(State.DONE, toldAt, due, preview, Optional.of(at), "", exemptUntil, exemptBy);
    }

    public Breach ended(State end, String words) {
        return with(end, toldAt, due, preview, actedAt, words, exemptUntil, exemptBy);
    }

    /** A person lets it be until then. */
    public Breach exempt(String by, Instant until, String why) {
        return with(state, toldAt, due, preview, actedAt, why, Optional.of(until), Optional.of(by));
    }

    public boolean isExemptAt(Instant at) {
        return exemptUntil.filter(at::isBefore).isPresent();
    }

    public boolean isOpen() {
        return state != State.LIFTED;
    }

    public Breach withRevision(long newRevision) {
        return new Breach(
                id,
                policy,
                version,
                identity,
                target,
                what,
                reason,
                firstSeen,
                state,
                toldAt,
                due,
                preview,
                actedAt,
                detail,
                exemptUntil,
                exemptBy,
                newRevision);
    }

    private Breach with(
            State newState,
            Optional<Instant> told,
            Optional<Instant> newDue,
            List<String> plan,
            Optional<Instant> acted,
            String words,
            Optional<Instant> until,
            Optional<String> by) {
        return new Breach(
                id, policy, version, identity, target, what, reason, firstSeen, newState, told, newDue, plan, acted,
                words, until, by, revision);
    }
}
