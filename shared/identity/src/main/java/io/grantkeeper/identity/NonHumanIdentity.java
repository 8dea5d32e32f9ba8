package io.grantkeeper.identity;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * An OAuth client, AI agent, bot, service account, key or certificate, as inventory shows it.
 *
 * @param form the provider's own type, for example {@code github-app}, {@code fine-grained-pat}, {@code org-webhook}
 * @param aliases its other names, by scheme
 * @param publisher who makes it, where known
 * @param domains hosts that belong to it: home page, redirect and delivery hosts
 * @param ownerClues who may answer for it, as far as inventory tells
 * @param attributes further facts worth showing, small and never secret
 */
public record NonHumanIdentity(
        IdentityId id,
        ProviderId provider,
        String form,
        String displayName,
        SortedSet<Alias> aliases,
        Knowledge<String> publisher,
        SortedSet<String> domains,
        Standing standing,
        Moment created,
        SortedSet<OwnerClue> ownerClues,
        SortedMap<String, String> attributes) {
    public NonHumanIdentity {
        aliases = Sorted.set(aliases);
        domains = Sorted.set(domains);
        ownerClues = Sorted.set(ownerClues);
        attributes = Sorted.map(attributes);
    }

    /** An identity of which nothing is known but its name; the with-methods add what a provider tells. */
    public static NonHumanIdentity of(IdentityId id, ProviderId provider, String form, String displayName) {
        return new NonHumanIdentity(
                id,
                provider,
                form,
                displayName,
                Sorted.set(Set.of()),
                Knowledge.unknown(),
                Sorted.set(Set.of()),
                Standing.UNKNOWN,
                Moment.unknown(),
                Sorted.set(Set.of()),
                Sorted.map(Map.of()));
    }

    public NonHumanIdentity withAliases(Set<Alias> values) {
        return new NonHumanIdentity(
                id,
                provider,
                form,
                displayName,
                Sorted.set(values),
                publisher,
                domains,
                standing,
                created,
                ownerClues,
                attributes);
    }

    public NonHumanIdentity withPublisher(Knowledge<String> value, Set<String> ownDomains) {
        return new NonHumanIdentity(
                id,
                provider,
                form,
                displayName,
                aliases,
                value,
                Sorted.set(ownDomains),
                standing,
                created,
                ownerClues,
                attributes);
    }

    public NonHumanIdentity withStanding(Standing value) {
        return new NonHumanIdentity(
                id, provider, form, displayName, aliases, publisher, domains, value, created, ownerClues, attributes);
    }

    public NonHumanIdentity withCreated(Moment value) {
        return new NonHumanIdentity(
                id, provider, form, displayName, aliases, publisher, domains, standing, value, ownerClues, attributes);
    }

    public NonHumanIdentity withOwnerClues(Set<OwnerClue> values) {
        return new NonHumanIdentity(
                id,
                provider,
                form,
                displayName,
                aliases,
                publisher,
                domains,
                standing,
                created,
                Sorted.set(values),
                attributes);
    }

    public NonHumanIdentity withAttributes(Map<String, String> values) {
        return new NonHumanIdentity(
                id,
                provider,
                form,
                displayName,
                aliases,
                publisher,
                domains,
                standing,
                created,
                ownerClues,
                Sorted.map(values));
    }
}
