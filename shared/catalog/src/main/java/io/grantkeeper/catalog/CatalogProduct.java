package io.grantkeeper.catalog;

import java.util.List;

/**
 * One row of the catalog: a product or agent, AI or not.
 *
 * @param otherNames other names of the product, including former ones
 * @param ordinaryNames the other names that are ordinary words
 * @param publishers the companies that publish the product; the first one is displayed
 * @param domains the product's own domains in lowercase; each includes its subdomains
 * @param clientIds public OAuth client ids that certainly belong to the product; empty for most products
 * @param nameStrength how strongly the name alone identifies the product
 */
public record CatalogProduct(
        ProductId id,
        String name,
        List<String> otherNames,
        List<String> ordinaryNames,
        List<String> publishers,
        List<String> domains,
        ProductCategory category,
        List<ProviderClientId> clientIds,
        AiRole role,
        ProductNameStrength nameStrength) {

    public CatalogProduct {
        otherNames = List.copyOf(otherNames);
        ordinaryNames = List.copyOf(ordinaryNames);
        publishers = List.copyOf(publishers);
        domains = List.copyOf(domains);
        clientIds = List.copyOf(clientIds);
    }

    boolean isAi() {
        return role.countsAsAi();
    }

    /** Returns whether the same company publishes both products. */
    boolean sharesPublisher(CatalogProduct other) {
        return publishers.stream()
                .map(NormalizedCompanyName::key)
                .anyMatch(own -> other.publishers.stream()
                        .map(NormalizedCompanyName::key)
                        .anyMatch(own::equals));
    }
}
