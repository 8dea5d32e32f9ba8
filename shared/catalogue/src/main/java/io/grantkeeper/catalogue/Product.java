package io.grantkeeper.catalogue;

import java.util.List;

/**
 * One row of the catalogue: a product or agent, AI or not.
 *
 * @param otherNames names it also goes by, former ones included
 * @param ordinaryNames those of the other names that are ordinary words
 * @param publishers companies that publish it; the first is the one to show
 * @param domains its own domains, lower case; a name below one of them is its own as well
 * @param clientIds public OAuth client ids that are certain to be its own; empty for most
 * @param nameStrength how much its bare name proves
 */
public record Product(
        ProductId id,
        String name,
        List<String> otherNames,
        List<String> ordinaryNames,
        List<String> publishers,
        List<String> domains,
        Category category,
        List<ProviderClientId> clientIds,
        AiRole role,
        NameStrength nameStrength) {

    public Product {
        otherNames = List.copyOf(otherNames);
        ordinaryNames = List.copyOf(ordinaryNames);
        publishers = List.copyOf(publishers);
        domains = List.copyOf(domains);
        clientIds = List.copyOf(clientIds);
    }

    boolean isAi() {
        return role.countsAsAi();
    }

    /** Whether one company publishes both. */
    boolean sharesPublisher(Product other) {
        return publishers.stream()
                .map(PublisherName::key)
                .anyMatch(
                        own -> other.publishers.stream().map(PublisherName::key).anyMatch(own::equals));
    }
}
