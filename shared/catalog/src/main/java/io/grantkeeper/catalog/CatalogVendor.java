package io.grantkeeper.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A vendor that the catalog lists and that an app's publisher or host points to.
 *
 * @param kind the kind of evidence that points to the vendor
 * @param stated the publisher or host as the app states it
 * @param products the vendor's products in the catalog
 */
record CatalogVendor(AppRecognitionEvidenceKind kind, String stated, List<CatalogProduct> products) {

    /**
     * Returns whether the vendor sells only AI. The publisher of an AI feature also sells the suite that contains it,
     * but a domain that belongs to the feature identifies only the feature.
     */
    boolean sellsOnlyAi() {
        return products.stream()
                .allMatch(p -> p.role() == AiRole.PRODUCT
                        || (p.role() == AiRole.FEATURE && kind == AppRecognitionEvidenceKind.DOMAIN));
    }

    boolean sellsNoAi() {
        return products.stream().noneMatch(CatalogProduct::isAi);
    }

    /**
     * Returns whether a product is an AI feature from this vendor's company. Such a feature seldom has its own host.
     */
    boolean hasFeature(CatalogProduct product) {
        return product.role() == AiRole.FEATURE && products.stream().anyMatch(product::sharesPublisher);
    }

    /**
     * Returns whether the publisher or host, as the app states it, is this company name, ignoring case, accents,
     * punctuation and legal forms.
     */
    boolean hasName(String name) {
        return NormalizedCompanyName.key(stated).equals(NormalizedCompanyName.key(name));
    }

    /**
     * Returns the vendor's product that has the same name as its company, or else the vendor's only product; empty if
     * the vendor has several products and none is named after the company.
     */
    Optional<CatalogProduct> flagship() {
        return products.stream()
                .filter(p -> p.publishers().stream()
                        .anyMatch(c -> NormalizedCompanyName.key(c).equals(NormalizedCompanyName.key(p.name()))))
                .findFirst()
                .or(() -> products.size() == 1 ? Optional.of(products.getFirst()) : Optional.empty());
    }

    /** Returns the company name to display. */
    String company() {
        CatalogProduct first = products.getFirst();
        return first.publishers().isEmpty() ? first.name() : first.publishers().getFirst();
    }
}
