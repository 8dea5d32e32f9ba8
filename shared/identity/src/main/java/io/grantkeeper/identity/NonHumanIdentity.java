package io.grantkeeper.identity;

import io.grantkeeper.identity.text.ExternalText;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * An OAuth client, AI agent, bot, service account, key or certificate as reported by inventory.
 *
 * @param form the provider's own type, for example {@code github-app}, {@code fine-grained-pat} or {@code org-webhook}
 * @param displayName its name, usually chosen by its developer or another person
 * @param aliases its other names, by scheme
 * @param publisher its publisher, if the provider has verified or assigned it; what an app states about itself does not
 *     count
 * @param domains the hosts of its home page, redirect URIs and webhook URLs
 * @param ownerClues evidence from inventory about its owner
 * @param attributes further facts worth showing, small and never secret
 */
public record NonHumanIdentity(
        IdentityId id,
        ProviderId provider,
        String form,
        ExternalText displayName,
        SortedSet<Alias> aliases,
        KnownOrUnknown<String> publisher,
        SortedSet<String> domains,
        ProviderStatus standing,
        Timestamp created,
        SortedSet<OwnerEvidenceItem> ownerClues,
        SortedMap<String, String> attributes) {
    public NonHumanIdentity {
        aliases = SortedCopies.setOf(aliases);
        domains = SortedCopies.setOf(domains);
        ownerClues = SortedCopies.setOf(ownerClues);
        attributes = SortedCopies.mapOf(attributes);
    }

    /**
     * Returns an identity with only its id, provider, form and name. The {@code with} methods add further values that a
     * provider reports.
     */
    public static NonHumanIdentity of(IdentityId id, ProviderId provider, String form, String displayName) {
        return new NonHumanIdentity(
                id,
                provider,
                form,
                ExternalText.of(displayName),
                SortedCopies.setOf(Set.of()),
                KnownOrUnknown.unknown(),
                SortedCopies.setOf(Set.of()),
                ProviderStatus.UNKNOWN,
                Timestamp.unknown(),
                SortedCopies.setOf(Set.of()),
                SortedCopies.mapOf(Map.of()));
    }

    public NonHumanIdentity withAliases(Set<Alias> values) {
        return with(SortedCopies.setOf(values), publisher, domains, standing, created, ownerClues, attributes);
    }

    public NonHumanIdentity withPublisher(KnownOrUnknown<String> value, Set<String> ownDomains) {
        return with(aliases, value, SortedCopies.setOf(ownDomains), standing, created, ownerClues, attributes);
    }

    public NonHumanIdentity withStanding(ProviderStatus value) {
        return with(aliases, publisher, domains, value, created, ownerClues, attributes);
    }

    public NonHumanIdentity withCreated(Timestamp value) {
        return with(aliases, publisher, domains, standing, value, ownerClues, attributes);
    }

    public NonHumanIdentity withOwnerClues(Set<OwnerEvidenceItem> values) {
        return with(aliases, publisher, domains, standing, created, SortedCopies.setOf(values), attributes);
    }

    public NonHumanIdentity withAttributes(Map<String, String> values) {
        return with(aliases, publisher, domains, standing, created, ownerClues, SortedCopies.mapOf(values));
    }

    private NonHumanIdentity with(
            SortedSet<Alias> newAliases,
            KnownOrUnknown<String> newPublisher,
            SortedSet<String> newDomains,
            ProviderStatus newStanding,
            Timestamp newCreated,
            SortedSet<OwnerEvidenceItem> newOwnerClues,
            SortedMap<String, String> newAttributes) {
        return new NonHumanIdentity(
                id,
                provider,
                form,
                displayName,
                newAliases,
                newPublisher,
                newDomains,
                newStanding,
                newCreated,
                newOwnerClues,
                newAttributes);
    }
}
