package io.grantkeeper.catalogue;

import io.grantkeeper.catalogue.AiWords.Strength;
import io.grantkeeper.catalogue.Clues.Vendor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Weighs the clues about one app. The most trusted kind that says anything decides; a less trusted kind that says the
 * opposite lowers the confidence or turns the answer into unknown. The figures are estimates, checked against the
 * labelled list by a test.
 */
final class Judgement {

    /** How likely an app of which nothing tells is AI: the share seen among apps consented to in companies. */
    private static final double PRIOR = 0.1;

    private final Clues clues;

    Judgement(Clues clues) {
        this.clues = clues;
    }

    Recognition pronounce() {
        Finding finding = Stream.<Supplier<Optional<Finding>>>of(
                        this::byAgentType,
                        this::byClientId,
                        this::byVendor,
                        this::byName,
                        this::byWords,
                        this::byPermissions)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::byNothing);
        boolean firstParty = FirstParty.holds(clues, finding.product());
        Finding settled = firstParty ? finding : againstPermissions(finding);
        return new Recognition(
                settled.verdict(),
                settled.confidence(),
                settled.product(),
                firstParty,
                Reasons.of(clues, settled, firstParty));
    }

    private Optional<Finding> byAgentType() {
        if (!clues.app().form().isAgentByType()) {
            return Optional.empty();
        }
        Optional<Product> product = clues.byClientId()
                .or(this::productOfVendor)
                .or(() -> certainNames().findFirst());
        return Optional.of(Finding.yes(0.98, product.filter(Product::isAi)));
    }

    private Optional<Finding> byClientId() {
        return clues.byClientId().map(product -> ofProduct(product, 0.99));
    }

    private Optional<Finding> byVendor() {
        List<Vendor> trusted = mostTrusted();
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        for (Vendor vendor : trusted) {
            Optional<NameMatch> match = clues.names().stream()
                    .filter(name -> vendor.products().contains(name.product()))
                    .findFirst();
            if (match.isPresent()) {
                return Optional.of(ofNamedProduct(vendor, match.get()));
            }
        }
        boolean someOnlyAi = trusted.stream().anyMatch(Vendor::sellsOnlyAi);
        boolean someNoAi = trusted.stream().anyMatch(Vendor::sellsNoAi);
        if (someOnlyAi && someNoAi) {
            return Optional.of(Finding.unknown(0.5, "The vendors named contradict each other."));
        }
        return Optional.of(ofUnnamedProduct(trusted.getFirst()));
    }

    /** The vendor and the name agree on a product. */
    private Finding ofNamedProduct(Vendor vendor, NameMatch match) {
        Product product = match.product();
        if (!product.isAi() && saysAi(Strength.STRONG) && !match.isExact()) {
            return Finding.yes(0.85, Optional.of(product));
        }
        return ofProduct(product, trust(vendor));
    }

    /** The vendor is known, and the name is that of none of its products. */
    private Finding ofUnnamedProduct(Vendor vendor) {
        if (vendor.sellsOnlyAi()) {
            return Finding.yes(trust(vendor) - 0.03, flagship(vendor));
        }
        Optional<Product> elsewhere = certainNames().filter(Product::isAi).findFirst();
        if (saysAi(Strength.STRONG) && elsewhere.isEmpty()) {
            return Finding.yes(
                    0.82, vendor.products().stream().filter(Product::isAi).findFirst());
        }
        if (elsewhere.isPresent()) {
            return Finding.unknown(
                    0.4,
                    "The name is that of " + elsewhere.get().name() + ", but " + vendor.stated() + " belongs to "
                            + vendorName(vendor) + ".");
        }
        if (clues.app().displayName().isEmpty() && !vendor.sellsNoAi()) {
            return Finding.unknown(
                    0.4, vendorName(vendor) + " has AI products and others; which one this is, nothing tells.");
        }
        double sure = vendor.sellsNoAi() ? trust(vendor) - 0.03 : 0.7;
        return Finding.no(
                saysAi(Strength.WEAK) ? sure - 0.15 : sure, flagship(vendor).filter(p -> !p.isAi()));
    }

    private Optional<Finding> byName() {
        List<NameMatch> exact =
                clues.names().stream().filter(NameMatch::isExact).toList();
        if (exact.isEmpty()) {
            return embeddedName();
        }
        boolean ai = exact.stream().anyMatch(name -> name.product().isAi());
        boolean other = exact.stream().anyMatch(name -> !name.product().isAi());
        Optional<Product> product = Optional.of(exact.getFirst().product());
        if (ai && other) {
            return Optional.of(Finding.unknown(0.5, "An AI product and another one share this name."));
        }
        NameStrength strength = exact.stream()
                .map(NameMatch::strength)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        boolean whole = exact.getFirst().fit() == NameMatch.Fit.WHOLE;
        if (!ai) {
            boolean suite = product.get().role() == AiRole.SUITE;
            return Optional.of(
                    !whole && saysAi(Strength.STRONG)
                            ? Finding.yes(0.75, product)
                            : Finding.no(suite ? 0.75 : strength == NameStrength.DISTINCT ? 0.92 : 0.8, product));
        }
        String matched = exact.getFirst().words();
        boolean elsewhereAi = saysAi(Strength.STRONG)
                && clues.words()
                        .filter(s -> s.words().equalsIgnoreCase(matched))
                        .isEmpty();
        return Optional.of(ofAiName(exact.getFirst(), elsewhereAi ? NameStrength.DISTINCT : strength, whole));
    }

    private Finding ofAiName(NameMatch match, NameStrength strength, boolean whole) {
        Optional<Product> product = Optional.of(match.product());
        boolean stranger = !clues.strangers().isEmpty();
        boolean vendorIsAi = clues.vendorWords().isPresent();
        return switch (strength) {
            case DISTINCT -> Finding.yes(stranger && !vendorIsAi ? 0.75 : whole ? 0.95 : 0.9, product);
            case WORD -> {
                if (stranger && !vendorIsAi) {
                    yield Finding.unknown(0.4, foreignVendor(match));
                }
                yield Finding.yes(vendorIsAi ? 0.85 : whole ? 0.75 : 0.68, product);
            }
            case SHARED ->
                vendorIsAi
                        ? Finding.yes(0.7, product)
                        : Finding.unknown(
                                stranger ? 0.15 : 0.4,
                                stranger
                                        ? foreignVendor(match)
                                        : "Other products are called " + match.words() + " too.");
        };
    }

    /** The name holds a product's name among other words. */
    private Optional<Finding> embeddedName() {
        if (saysAi(Strength.STRONG)) {
            Optional<Product> named = clues.names().stream()
                    .filter(n -> n.product().isAi() && n.strength() == NameStrength.DISTINCT)
                    .map(NameMatch::product)
                    .findFirst();
            return Optional.of(Finding.yes(named.isPresent() ? 0.9 : 0.85, named));
        }
        Optional<NameMatch> first = clues.names().stream()
                .filter(n ->
                        n.strength() == NameStrength.DISTINCT && (n.product().isAi() || n.fit() == NameMatch.Fit.START))
                .findFirst();
        if (first.isPresent()) {
            Product product = first.get().product();
            boolean start = first.get().fit() == NameMatch.Fit.START;
            return Optional.of(
                    product.isAi()
                            ? Finding.yes(start ? 0.85 : 0.72, Optional.of(product))
                            : Finding.no(0.75, first.map(NameMatch::product)));
        }
        // "Claude bot": neither word proves anything alone, both together do.
        return clues.names().stream()
                .filter(n -> n.product().isAi() && n.strength() == NameStrength.WORD)
                .filter(n -> clues.strangers().isEmpty() && saysAi(Strength.WEAK) && !contrary())
                .findFirst()
                .map(n -> Finding.yes(0.65, Optional.of(n.product())));
    }

    private Optional<Finding> byWords() {
        Optional<Strength> own = clues.words().map(AiWords.Signal::strength);
        Optional<Strength> vendors = clues.vendorWords().map(AiWords.Signal::strength);
        if (own.isPresent() && own.get() == Strength.CONTRARY) {
            return Optional.of(Finding.no(0.7, Optional.empty()));
        }
        if (own.isPresent() && own.get().compareTo(Strength.MODERATE) <= 0) {
            double alone = own.get() == Strength.STRONG ? 0.85 : 0.68;
            return Optional.of(Finding.yes(vendors.isPresent() ? alone + 0.07 : alone, Optional.empty()));
        }
        if (vendors.isPresent()) {
            boolean verified = clues.app().publisherVerified() && vendors.get() == Strength.STRONG;
            return Optional.of(Finding.yes(verified ? 0.8 : 0.68, Optional.empty()));
        }
        return Optional.empty();
    }

    private Optional<Finding> byPermissions() {
        return clues.permissions()
                .filter(signal -> signal.confidence() >= 0.6)
                .map(signal -> Finding.yes(signal.confidence(), Optional.empty()));
    }

    private Finding byNothing() {
        boolean hint = saysAi(Strength.WEAK)
                || clues.permissions().isPresent()
                || clues.names().stream().anyMatch(n -> n.product().isAi());
        return Finding.unknown(hint ? 0.35 : PRIOR, "Nothing known about it decides.");
    }

    /** A plain no does not stand against permissions that only agents ask for. */
    private Finding againstPermissions(Finding finding) {
        boolean contradicted = finding.verdict() == Verdict.NO
                && clues.byClientId().isEmpty()
                && clues.permissions().filter(s -> s.confidence() >= 0.7).isPresent();
        return contradicted
                ? Finding.unknown(0.5, "It is not listed as AI, but asks for what only agents need.")
                        .about(finding.product())
                : finding;
    }

    private Finding ofProduct(Product product, double confidence) {
        return switch (product.role()) {
            case PRODUCT, FEATURE -> Finding.yes(confidence, Optional.of(product));
            case SUITE -> Finding.no(Math.min(confidence, 0.8), Optional.of(product));
            case NONE -> Finding.no(confidence, Optional.of(product));
        };
    }

    private List<Vendor> mostTrusted() {
        return clues.vendors().isEmpty()
                ? List.of()
                : clues.vendors().stream()
                        .filter(v -> v.kind() == clues.vendors().getFirst().kind())
                        .toList();
    }

    private Optional<Product> productOfVendor() {
        return mostTrusted().stream()
                .flatMap(
                        vendor -> clues.names().stream().map(NameMatch::product).filter(vendor.products()::contains))
                .findFirst()
                .or(() -> mostTrusted().stream().findFirst().flatMap(Judgement::flagship));
    }

    /** Products whose name alone is good evidence. */
    private Stream<Product> certainNames() {
        return clues.names().stream()
                .filter(n -> n.isExact() && n.strength() != NameStrength.SHARED)
                .map(NameMatch::product);
    }

    private boolean saysAi(Strength atLeast) {
        return clues.words().filter(s -> s.strength().compareTo(atLeast) <= 0).isPresent();
    }

    private boolean contrary() {
        return clues.words().filter(s -> s.strength() == Strength.CONTRARY).isPresent();
    }

    private String foreignVendor(NameMatch match) {
        return "The name is also an ordinary one, and " + clues.strangers().getFirst() + " is not known to belong to "
                + match.product().name() + ".";
    }

    /** The product that carries its company's name, else the only one. */
    private static Optional<Product> flagship(Vendor vendor) {
        List<Product> products = vendor.products();
        return products.stream()
                .filter(p -> p.publishers().stream()
                        .anyMatch(c -> PublisherName.key(c).equals(PublisherName.key(p.name()))))
                .findFirst()
                .or(() -> products.size() == 1 ? Optional.of(products.getFirst()) : Optional.empty());
    }

    private static String vendorName(Vendor vendor) {
        Product first = vendor.products().getFirst();
        return first.publishers().isEmpty() ? first.name() : first.publishers().getFirst();
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
