package io.grantkeeper.policy.facts;

import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derives the facts about a subject from stored rows, in the same way for decisions before an action and for checks of
 * existing access. No fact comes from a caller, and a fact that no row states is unknown.
 */
public final class SubjectFactsReader {
    private final IdentityList approved;
    private final Map<String, IdentityList> tags;
    private final Clock clock;

    /** A list of identities or products that the security team maintains. */
    @FunctionalInterface
    public interface IdentityList {
        boolean covers(NonHumanIdentity identity, Optional<String> product);
    }

    /**
     * Creates a reader.
     *
     * @param approved the identities that the configuration lists as approved
     * @param tags the tags that the security team assigns, each with the identities that have it
     */
    public SubjectFactsReader(IdentityList approved, Map<String, ? extends IdentityList> tags, Clock clock) {
        this.approved = approved;
        this.tags = Map.copyOf(tags);
        this.clock = clock;
    }

    /**
     * Returns the facts about one identity.
     *
     * @param answers the owner, who may no longer work at the company; empty if there is none
     * @param credential when the identity's oldest credential, or the credential to check, was created
     */
    public SubjectFacts.Known of(IdentityRecord identityRecord, Optional<Person> answers, Timestamp credential) {
        NonHumanIdentity identity = identityRecord.identity().content();
        Optional<IdentitySummary> summary = identityRecord.summary();
        Optional<String> product = summary.flatMap(IdentitySummary::product);
        Optional<Person> owner = answers.filter(SubjectFactsReader::isEmployed);
        return new SubjectFacts.Known(
                identity.id(),
                identity.id().kind(),
                summary.map(IdentitySummary::ai).orElse(AiVerdict.UNKNOWN),
                identity.provider().value(),
                product.map(KnownOrUnknown::known).orElseGet(KnownOrUnknown::unknown),
                identity.publisher(),
                summary.map(IdentitySummary::severity).orElse(Severity.UNKNOWN),
                owner.isPresent(),
                owner.map(Person::department).orElseGet(KnownOrUnknown::unknown),
                approved.covers(identity, product) || isApproved(summary),
                tagsOf(identity, product, summary),
                credential);
    }

    /** Returns whether an approval of record permits the identity's access now. */
    private boolean isApproved(Optional<IdentitySummary> summary) {
        return summary.flatMap(IdentitySummary::approval)
                .filter(review -> DerivedTags.permits(review, clock.instant()))
                .isPresent();
    }

    private Set<String> tagsOf(NonHumanIdentity identity, Optional<String> product, Optional<IdentitySummary> summary) {
        Set<String> all = new HashSet<>();
        tags.forEach((tag, list) -> {
            if (list.covers(identity, product)) {
                all.add(tag);
            }
        });
        summary.flatMap(IdentitySummary::approval)
                .ifPresent(review -> all.addAll(DerivedTags.of(review, clock.instant())));
        summary.flatMap(IdentitySummary::zones).ifPresent(zones -> all.addAll(DerivedTags.ofZones(zones)));
        return all;
    }

    /**
     * Returns whether a person works at the company. An unknown employment status counts as employed, so that an
     * inventory without people does not make every identity ownerless.
     */
    public static boolean isEmployed(Person person) {
        return switch (person.employment()) {
            case ACTIVE, UNKNOWN -> true;
            case SUSPENDED, LEFT, EXTERNAL -> false;
        };
    }
}
