package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts about an identity when its owner is asked. The possible answers and their wording depend on them.
 *
 * @param name the identity's name
 * @param provider the provider's name
 * @param topic what the question is about
 * @param holdsAccess whether it has grants or credentials
 * @param requested whether its access was only requested, and not given yet
 * @param refused whether the approval of record refuses it
 * @param suspended whether its provider has suspended it
 * @param length how long an approval that is given now is valid, regardless of what ends earlier
 * @param until when an approval that is given now ends
 * @param end when all of its access ends; empty if some of it has no known end
 * @param nextEnd when the next part of its access ends; empty if no end is known
 * @param announcedEnd the end that the question's finding reports; empty if it reports none, or if it has passed
 * @param lessSuffices whether its recorded use needed less than it has, and the rest can be named
 * @param beyondApproval whether it has access beyond an approval that states what it covers
 * @param addedCredential the key of the credential that the question's finding reports; empty if it no longer exists
 * @param canBlock whether its provider can block it for the whole tenant, and has not done so
 * @param decidesForEveryone whether the person who is asked decides for everyone: the security team does
 */
public record AnswerFacts(
        String name,
        String provider,
        QuestionTopic topic,
        boolean holdsAccess,
        boolean requested,
        boolean refused,
        boolean suspended,
        Duration length,
        Instant until,
        Optional<Instant> end,
        Optional<Instant> nextEnd,
        Optional<Instant> announcedEnd,
        boolean lessSuffices,
        boolean beyondApproval,
        Optional<String> addedCredential,
        boolean canBlock,
        boolean decidesForEveryone) {
    private static final Set<DriftKind> REMOVABLE = Set.of(DriftKind.ACCESS, DriftKind.REACH, DriftKind.PEOPLE);
    private static final String EXPIRING = "expiring/";
    private static final String ADDED = "credential-added/";

    /**
     * Returns the facts about an identity.
     *
     * @param findings the keys of the findings that the question is about
     * @param review whether the question belongs to an access review, which asks about all of the access
     * @param as in which role the person is asked
     * @param until when an approval that is given now ends, regardless of what ends earlier
     */
    public static AnswerFacts of(
            IdentityRecord identityRecord,
            Collection<String> findings,
            boolean review,
            RecipientRole as,
            Instant until,
            Instant now,
            AnswerProviders providers) {
        List<Grant> grants = IdentityStateDigest.live(identityRecord.grants()).stream()
                .filter(grant -> !hasEnded(grant.expires(), now))
                .toList();
        List<Credential> credentials = IdentityStateDigest.live(identityRecord.credentials()).stream()
                .filter(credential -> !hasEnded(credential.expires(), now))
                .toList();
        Optional<IdentitySummary> summary = identityRecord.summary();
        List<FindingType> types = findings.stream()
                .flatMap(key -> QuestionTopic.typeOf(key).stream())
                .distinct()
                .toList();
        QuestionTopic topic =
                review ? QuestionTopic.REVIEW : QuestionTopic.of(types, isPending(identityRecord, findings));
        return new AnswerFacts(
                identityRecord.identity().content().displayName().text(),
                providers.name(identityRecord.identity().content().provider()),
                topic,
                !grants.isEmpty() || !credentials.isEmpty(),
                hasStatus(summary, IdentityStatus.REQUESTED),
                summary.flatMap(IdentitySummary::approval)
                        .filter(approval -> approval.state() == ApprovalState.REFUSED)
                        .isPresent(),
                hasStatus(summary, IdentityStatus.SUSPENDED),
                Duration.between(now, until),
                until,
                end(grants, credentials),
                Stream.concat(
                                grants.stream().map(Grant::expires),
                                credentials.stream().map(Credential::expires))
                        .flatMap(expires -> expires.toOptional().stream())
                        .min(Comparator.naturalOrder()),
                announcedEnd(findings).filter(now::isBefore),
                summary.flatMap(IdentitySummary::use)
                        .filter(use -> lessSuffices(use, grants))
                        .isPresent(),
                summary.flatMap(IdentitySummary::approval)
                        .filter(approval -> approval.scopeRecorded()
                                && approval.drift().stream().anyMatch(REMOVABLE::contains))
                        .isPresent(),
                findings.stream()
                        .filter(key -> key.startsWith(ADDED))
                        .flatMap(finding -> credentials.stream()
                                .map(Credential::key)
                                .filter(key -> finding.startsWith(ADDED + key + "/")))
                        .findFirst(),
                (!grants.isEmpty() || !credentials.isEmpty())
                        && providers.canBlock(identityRecord.identity().content(), grants),
                as == RecipientRole.SECURITY_TEAM);
    }

    /** Returns the same facts for a question with another topic. */
    public AnswerFacts withTopic(QuestionTopic other) {
        return new AnswerFacts(
                name,
                provider,
                other,
                holdsAccess,
                requested,
                refused,
                suspended,
                length,
                until,
                end,
                nextEnd,
                announcedEnd,
                lessSuffices,
                beyondApproval,
                addedCredential,
                canBlock,
                decidesForEveryone);
    }

    /** Returns whether the findings are about access that was requested from the provider but not given yet. */
    public static boolean isPending(IdentityRecord identityRecord, Collection<String> findings) {
        return hasStatus(identityRecord.summary(), IdentityStatus.REQUESTED)
                || IdentityStateDigest.live(identityRecord.grants()).stream()
                        .filter(grant -> grant.standing() == ProviderStatus.REQUESTED)
                        .anyMatch(grant -> findings.stream()
                                .anyMatch(key -> key.startsWith("grant-appeared/" + grant.key() + "/")));
    }

    private static boolean hasStatus(Optional<IdentitySummary> summary, IdentityStatus status) {
        return summary.filter(known -> known.status() == status).isPresent();
    }

    /**
     * Returns when all access ends: with the last credential, because nothing can sign in without one, or with the last
     * grant if there are no credentials. The result is empty if one of them has no known end.
     */
    private static Optional<Instant> end(List<Grant> grants, List<Credential> credentials) {
        List<Timestamp> ends = credentials.isEmpty()
                ? grants.stream().map(Grant::expires).toList()
                : credentials.stream().map(Credential::expires).toList();
        return !ends.isEmpty() && ends.stream().allMatch(end -> end instanceof Timestamp.At)
                ? ends.stream().flatMap(end -> end.toOptional().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static boolean hasEnded(Timestamp expires, Instant now) {
        return expires instanceof Timestamp.At(Instant end) && !end.isAfter(now);
    }

    private static boolean lessSuffices(UsageReview use, List<Grant> grants) {
        return grants.stream().flatMap(grant -> grant.scopes().stream()).anyMatch(use.surplus()::contains);
    }

    /** Returns the latest end that the findings report. */
    private static Optional<Instant> announcedEnd(Collection<String> findings) {
        return findings.stream()
                .filter(key -> key.startsWith(EXPIRING))
                .flatMap(key ->
                        instant(key.substring(EXPIRING.length(), Math.max(EXPIRING.length(), key.lastIndexOf('/'))))
                                .stream())
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Returns when an approval that is given now ends: at the latest, when the access itself ends. */
    public Instant approvalEnd() {
        return end.filter(until::isAfter).orElse(until);
    }
}
