package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.basis.StatementBasis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change or condition of one identity that needs a person's attention.
 *
 * @param key a stable key, so that a redelivered change creates no second finding
 * @param headline one sentence in plain words, without the identity's name, for example "can now read all of your mail"
 * @param before the previous access in plain words; empty if there was none
 * @param after the current access in plain words
 * @param reasons why the finding matters and what evidence exists, one sentence each
 * @param advice what to do, in one sentence
 * @param cause the person who caused the change, if known
 * @param affected the people whose data is concerned; empty if it is the data of the whole tenant
 * @param sendId the id of the send that alerted the owner; empty if the owner was not alerted
 * @param basis the basis of the finding; empty in findings that earlier releases stored
 */
public record Finding(
        String key,
        IdentityId identity,
        FindingType type,
        Severity severity,
        FindingStatus status,
        String headline,
        List<String> before,
        List<String> after,
        List<String> reasons,
        String advice,
        KnownOrUnknown<PersonId> cause,
        List<PersonId> affected,
        Instant foundAt,
        Optional<Instant> closedAt,
        Optional<String> sendId,
        Optional<StatementBasis> basis) {
    /** The reason that a finding states if no grant of the identity is known. */
    public static final String ACCESS_NOT_STATED = "The provider does not state what access it has.";

    /** The reason in a finding about AI that nobody has approved if it has only just arrived. No other finding says so. */
    public static final String ARRIVED = "It was not there when Grantkeeper last looked.";

    /**
     * The key prefix of a finding that reports that an owner did not expect what another finding describes. The other
     * finding's key follows.
     */
    public static final String NOT_EXPECTED = "unusual-activity/not-expected/";

    public Finding {
        before = List.copyOf(before);
        after = List.copyOf(after);
        reasons = List.copyOf(reasons);
        affected = List.copyOf(affected);
    }

    /** Creates a finding whose basis is not recorded. */
    public Finding(
            String key,
            IdentityId identity,
            FindingType type,
            Severity severity,
            FindingStatus status,
            String headline,
            List<String> before,
            List<String> after,
            List<String> reasons,
            String advice,
            KnownOrUnknown<PersonId> cause,
            List<PersonId> affected,
            Instant foundAt,
            Optional<Instant> closedAt,
            Optional<String> sendId) {
        this(
                key,
                identity,
                type,
                severity,
                status,
                headline,
                before,
                after,
                reasons,
                advice,
                cause,
                affected,
                foundAt,
                closedAt,
                sendId,
                Optional.empty());
    }

    /** Returns a copy of this finding with another key. */
    public Finding withKey(String newKey) {
        return copy(newKey, status, closedAt, sendId, basis);
    }

    public Finding withStatus(FindingStatus newStatus, Optional<Instant> newClosedAt) {
        return copy(key, newStatus, newClosedAt, sendId, basis);
    }

    public Finding withSendId(Optional<String> newSendId) {
        return copy(key, status, closedAt, newSendId, basis);
    }

    /** Returns a copy of this finding with a basis. */
    public Finding withBasis(StatementBasis newBasis) {
        return copy(key, status, closedAt, sendId, Optional.of(newBasis));
    }

    private Finding copy(
            String newKey,
            FindingStatus newStatus,
            Optional<Instant> newClosedAt,
            Optional<String> newSendId,
            Optional<StatementBasis> newBasis) {
        return new Finding(
                newKey,
                identity,
                type,
                severity,
                newStatus,
                headline,
                before,
                after,
                reasons,
                advice,
                cause,
                affected,
                foundAt,
                newClosedAt,
                newSendId,
                newBasis);
    }

    /** Returns the basis of the finding; unknown if it is not recorded. */
    public StatementBasis restsOn() {
        return basis.orElseGet(StatementBasis::unknown);
    }
}
