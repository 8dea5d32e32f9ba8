package io.grantkeeper.policy.facts;

import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes facts of rows: the same ones for whoever decides before an action and whoever looks at what is held. Nothing here
 * comes from a caller, and what no row says is unknown.
 */
public final class RecordedFacts {
    private final OnRecord approved;
    private final Map<String, OnRecord> tags;

    /** A list of the security team that identities and products can stand on. */
    @FunctionalInterface
    public interface OnRecord {
        boolean covers(NonHumanIdentity identity, Optional<String> product);
    }

    /**
     * Goes by these lists.
     *
     * @param approved who is approved
     * @param tags the security team's tags, each with who carries it
     */
    public RecordedFacts(OnRecord approved, Map<String, ? extends OnRecord> tags) {
        this.approved = approved;
        this.tags = Map.copyOf(tags);
    }

    /**
     * Of one identity.
     *
     * @param answers who answers for it here, whether or not they still work here
     * @param credential when the credential was made whose age counts
     */
    public SubjectFacts.Known of(IdentityDossier dossier, Optional<Person> answers, Moment credential) {
        NonHumanIdentity identity = dossier.identity().content();
        Optional<IdentitySummary> summary = dossier.summary();
        Optional<String> product = summary.flatMap(IdentitySummary::product);
        Optional<Person> owner = answers.filter(RecordedFacts::worksHere);
        return new SubjectFacts.Known(
                identity.id(),
                identity.id().kind(),
                summary.map(IdentitySummary::ai).orElse(AiVerdict.UNKNOWN),
                identity.provider().value(),
                product.map(Knowledge::known).orElseGet(Knowledge::unknown),
                identity.publisher(),
                summary.map(IdentitySummary::severity).orElse(Severity.UNKNOWN),
                owner.isPresent(),
                owner.map(Person::department).orElseGet(Knowledge::unknown),
                approved.covers(identity, product),
                tagsOf(identity, product),
                credential);
    }

    private Set<String> tagsOf(NonHumanIdentity identity, Optional<String> product) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getValue().covers(identity, product))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Somebody whose state nobody knows counts as there: an inventory without people must not make everything ownerless. */
    public static boolean worksHere(Person person) {
        return switch (person.employment()) {
            case ACTIVE, UNKNOWN -> true;
            case SUSPENDED, LEFT, EXTERNAL -> false;
        };
    }
}
