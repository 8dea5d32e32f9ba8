package io.grantkeeper.catalogue;

import io.grantkeeper.catalogue.AiWords.Strength;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges an app by the vendor behind it: a publisher or a domain that the catalogue knows. */
final class VendorJudgement {

    private final Clues clues;

    VendorJudgement(Clues clues) {
        this.clues = clues;
    }

    Optional<Finding> judge() {
        List<Vendor> trusted = clues.mostTrusted();
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        for (Vendor vendor : trusted) {
            Optional<NameMatch> match = nameOf(vendor.products()::contains).or(() -> nameOf(vendor::hasFeature));
            if (match.isPresent()) {
                return Optional.of(ofNamedProduct(vendor, match.get()));
            }
        }
        boolean someOnlyAi = trusted.stream().anyMatch(Vendor::sellsOnlyAi);
        boolean someNoAi = trusted.stream().anyMatch(Vendor::sellsNoAi);
        if (someOnlyAi && someNoAi) {
            return Optional.of(Finding.unknown(0.5, "The vendors named contradict each other."));
        }
        Vendor first = trusted.getFirst();
        return Optional.of(
                first.sellsOnlyAi() && clues.mayBeNamesake(first) ? namesake(first) : ofUnnamedProduct(first));
    }

    private Optional<NameMatch> nameOf(Predicate<Product> wanted) {
        return clues.names().stream()
                .filter(name -> wanted.test(name.product()))
                .findFirst();
    }

    /** The vendor and the name agree on a product. */
    private Finding ofNamedProduct(Vendor vendor, NameMatch match) {
        Product product = match.product();
        if (product.isAi() && match.strength() != NameStrength.DISTINCT && clues.mayBeNamesake(vendor)) {
            return namesake(vendor);
        }
        if (!product.isAi() && clues.saysAi(Strength.STRONG) && !match.isExact()) {
            return Finding.yes(0.85, Optional.of(product));
        }
        return Finding.of(product, trust(vendor));
    }

    private static Finding namesake(Vendor vendor) {
        return Finding.unknown(
                0.45,
                vendor.stated() + " is also an ordinary name, and no host given is known to belong to "
                        + vendor.company() + ".");
    }

    /** The vendor is known, and the name is that of none of its products. */
    private Finding ofUnnamedProduct(Vendor vendor) {
        if (vendor.sellsOnlyAi()) {
            return Finding.yes(trust(vendor) - 0.03, vendor.flagship());
        }
        Optional<Product> elsewhere = clues.certainNames().filter(Product::isAi).findFirst();
        if (clues.saysAi(Strength.STRONG) && elsewhere.isEmpty()) {
            return Finding.yes(
                    0.82, vendor.products().stream().filter(Product::isAi).findFirst());
        }
        if (clues.saysAi(Strength.MODERATE) && elsewhere.isEmpty() && !vendor.sellsNoAi()) {
            return Finding.yes(
                    0.7, vendor.products().stream().filter(Product::isAi).findFirst());
        }
        if (elsewhere.isPresent()) {
            return Finding.unknown(
                    0.4,
                    "The name is that of " + elsewhere.get().name() + ", but " + vendor.stated() + " belongs to "
                            + vendor.company() + ".");
        }
        if (clues.app().displayName().isEmpty() && !vendor.sellsNoAi()) {
            return Finding.unknown(
                    0.4, vendor.company() + " has AI products and others; which one this is, nothing tells.");
        }
        double sure = vendor.sellsNoAi() ? trust(vendor) - 0.03 : 0.7;
        return Finding.no(
                clues.saysAi(Strength.WEAK) ? sure - 0.15 : sure,
                vendor.flagship().filter(p -> !p.isAi()));
    }

    private static double trust(Vendor vendor) {
        return switch (vendor.kind()) {
            case VERIFIED_PUBLISHER -> 0.97;
            case DOMAIN -> 0.95;
            case STATED_PUBLISHER -> 0.88;
            case AGENT_TYPE, CLIENT_ID, NAME, WORDS, PERMISSIONS ->
                throw new IllegalArgumentException(vendor.kind() + " names no vendor");
        };
    }
}
