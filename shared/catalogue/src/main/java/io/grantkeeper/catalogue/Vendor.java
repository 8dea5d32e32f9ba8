package io.grantkeeper.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A vendor behind the app, whom the catalogue knows.
 *
 * @param stated the publisher or host as given
 * @param products what the catalogue lists for it
 */
record Vendor(EvidenceKind kind, String stated, List<Product> products) {

    /** A feature is part of a larger suite, so its publisher sells other things too; its own domain is its own. */
    boolean sellsOnlyAi() {
        return products.stream()
                .allMatch(
                        p -> p.role() == AiRole.PRODUCT || (p.role() == AiRole.FEATURE && kind == EvidenceKind.DOMAIN));
    }

    boolean sellsNoAi() {
        return products.stream().noneMatch(Product::isAi);
    }

    /** Whether a product is an AI feature of the same company, which seldom has a host of its own. */
    boolean hasFeature(Product product) {
        return product.role() == AiRole.FEATURE && products.stream().anyMatch(product::sharesPublisher);
    }

    /** Whether the vendor goes by this name. */
    boolean isCalled(String name) {
        return PublisherName.key(stated).equals(PublisherName.key(name));
    }

    /** The product that carries its company's name, else the only one. */
    Optional<Product> flagship() {
        return products.stream()
                .filter(p -> p.publishers().stream()
                        .anyMatch(c -> PublisherName.key(c).equals(PublisherName.key(p.name()))))
                .findFirst()
                .or(() -> products.size() == 1 ? Optional.of(products.getFirst()) : Optional.empty());
    }

    /** The company's name to show. */
    String company() {
        Product first = products.getFirst();
        return first.publishers().isEmpty() ? first.name() : first.publishers().getFirst();
    }
}
