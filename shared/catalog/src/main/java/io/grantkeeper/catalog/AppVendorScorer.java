package io.grantkeeper.catalog;

import io.grantkeeper.catalog.AiKeywordMatcher.Strength;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Classifies an app by its vendor: a publisher or domain that the catalog lists. */
final class AppVendorScorer {

    private final AppRecognitionClues clues;

    AppVendorScorer(AppRecognitionClues clues) {
        this.clues = clues;
    }

    Optional<UnformattedAppRecognition> classify() {
        List<CatalogVendor> trusted = clues.mostTrustedVendors();
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        for (CatalogVendor vendor : trusted) {
            Optional<ProductNameMatch> match =
                    findName(vendor.products()::contains).or(() -> findName(vendor::hasFeature));
            if (match.isPresent()) {
                return Optional.of(classifyNamedProduct(vendor, match.get()));
            }
        }
        boolean someOnlyAi = trusted.stream().anyMatch(CatalogVendor::sellsOnlyAi);
        boolean someNoAi = trusted.stream().anyMatch(CatalogVendor::sellsNoAi);
        if (someOnlyAi && someNoAi) {
            return Optional.of(UnformattedAppRecognition.unknown(
                    0.5, "One of the named vendors makes only AI products, but another is not known for AI."));
        }
        CatalogVendor first = trusted.getFirst();
        return Optional.of(
                first.sellsOnlyAi() && clues.mayBeNamesake(first)
                        ? unknownNamesake(first)
                        : classifyUnnamedProduct(first));
    }

    private Optional<ProductNameMatch> findName(Predicate<CatalogProduct> wanted) {
        return clues.names().stream()
                .filter(name -> wanted.test(name.product()))
                .findFirst();
    }

    /** Classifies an app whose vendor and name point to the same product. */
    private UnformattedAppRecognition classifyNamedProduct(CatalogVendor vendor, ProductNameMatch match) {
        CatalogProduct product = match.product();
        if (product.isAi() && match.strength() != ProductNameStrength.DISTINCT && clues.mayBeNamesake(vendor)) {
            return unknownNamesake(vendor);
        }
        if (!product.isAi() && clues.indicatesAi(Strength.STRONG) && !match.isExact()) {
            return UnformattedAppRecognition.yes(0.85, Optional.of(product));
        }
        return UnformattedAppRecognition.of(product, trust(vendor));
    }

    private static UnformattedAppRecognition unknownNamesake(CatalogVendor vendor) {
        return UnformattedAppRecognition.unknown(
                0.45,
                vendor.stated() + " is also an ordinary name, and none of the given hosts is known to belong to "
                        + vendor.company() + ".");
    }

    /**
     * Classifies an app whose vendor is known, but whose display name does not contain the name of any of the vendor's
     * products.
     */
    private UnformattedAppRecognition classifyUnnamedProduct(CatalogVendor vendor) {
        if (vendor.sellsOnlyAi()) {
            return UnformattedAppRecognition.yes(trust(vendor) - 0.03, vendor.flagship());
        }
        Optional<CatalogProduct> elsewhere =
                clues.reliablyNamedProducts().filter(CatalogProduct::isAi).findFirst();
        if (clues.indicatesAi(Strength.STRONG) && elsewhere.isEmpty()) {
            return UnformattedAppRecognition.yes(
                    0.82,
                    vendor.products().stream().filter(CatalogProduct::isAi).findFirst());
        }
        if (clues.indicatesAi(Strength.MODERATE) && elsewhere.isEmpty() && !vendor.sellsNoAi()) {
            return UnformattedAppRecognition.yes(
                    0.7, vendor.products().stream().filter(CatalogProduct::isAi).findFirst());
        }
        if (elsewhere.isPresent()) {
            return UnformattedAppRecognition.unknown(
                    0.4,
                    "The name matches " + elsewhere.get().name() + ", but " + vendor.stated() + " belongs to "
                            + vendor.company() + ".");
        }
        if (clues.app().displayName().isEmpty() && !vendor.sellsNoAi()) {
            return UnformattedAppRecognition.unknown(
                    0.4,
                    vendor.company()
                            + " makes both AI and other products, and nothing indicates which product this is.");
        }
        double sure = vendor.sellsNoAi() ? trust(vendor) - 0.03 : 0.7;
        return UnformattedAppRecognition.no(
                clues.indicatesAi(Strength.WEAK) ? sure - 0.15 : sure,
                vendor.flagship().filter(p -> !p.isAi()));
    }

    private static double trust(CatalogVendor vendor) {
        return switch (vendor.kind()) {
            case VERIFIED_PUBLISHER -> 0.97;
            case DOMAIN -> 0.95;
            case STATED_PUBLISHER -> 0.88;
            case AGENT_TYPE, CLIENT_ID, NAME, WORDS, PERMISSIONS ->
                throw new IllegalArgumentException(vendor.kind() + " names no vendor");
        };
    }
}
