package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.basis.StatementBasis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param sendId the id of the delivery that alerted the owner; empty if the owner was not alerted
 * @param basis the basis of the finding; empty in findings that earlier releases stored
 * @param context how the security team classifies it; empty unless it is about unusual activity
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
        Optional<StatementBasis> basis,
        Optional<AttackContext> context) {
    /** The reason given in a finding if no grant of the identity is known. */
    public static final String ACCESS_NOT_STATED = "The provider does not state what access it has.";

    /**
     * The reason given in a finding about unapproved AI if the AI has only just arrived. No other finding gives this
     * reason.
     */
    public static final String ARRIVED = "It was not there when Grantkeeper last looked.";

    /**
     * The key prefix of findings about activity that an owner did not expect. The key of the finding that describes the
     * activity follows.
     */
    public static final String NOT_EXPECTED = "unusual-activity/not-expected/";

    public Finding {
        before = List.copyOf(before);
        after = List.copyOf(after);
        reasons = List.copyOf(reasons);
        affected = List.copyOf(affected);
    }

    /** Creates a finding without a classification by the security team. */
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
            Optional<String> sendId,
            Optional<StatementBasis> basis) {
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
                basis,
                Optional.empty());
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
        return copy(newKey, status, closedAt, sendId, basis, context);
    }

    public Finding withStatus(FindingStatus newStatus, Optional<Instant> newClosedAt) {
        return copy(key, newStatus, newClosedAt, sendId, basis, context);
    }

    public Finding withSendId(Optional<String> newSendId) {
        return copy(key, status, closedAt, newSendId, basis, context);
    }

    /** Returns a copy of this finding with a basis. */
    public Finding withBasis(StatementBasis newBasis) {
        return copy(key, status, closedAt, sendId, Optional.of(newBasis), context);
    }

    /** Returns a copy of this finding with the security team's classification. */
    public Finding withContext(Optional<AttackContext> newContext) {
        return copy(key, status, closedAt, sendId, basis, newContext);
    }

    /** Returns the reasons, and how the security team classifies the finding, in whole sentences. */
    public List<String> reasonsForTeam() {
        return Stream.concat(reasons.stream(), context.stream().flatMap(known -> known.sentences().stream()))
                .toList();
    }

    private Finding copy(
            String newKey,
            FindingStatus newStatus,
            Optional<Instant> newClosedAt,
            Optional<String> newSendId,
            Optional<StatementBasis> newBasis,
            Optional<AttackContext> newContext) {
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
                newBasis,
                newContext);
    }

    /** Returns the basis of the finding; unknown if it is not recorded. */
    public StatementBasis restsOn() {
        return basis.orElseGet(StatementBasis::unknown);
    }
}
