package io.grantkeeper.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that one app's description gives away, each looked up but not yet weighed.
 *
 * @param byClientId the product to which the client id belongs
 * @param vendors vendors that the catalogue knows, most trusted first
 * @param strangers publishers and hosts that it does not know
 * @param names products whose name occurs in the display name
 * @param words words in the display name that say AI, or that it is none
 * @param vendorWords such words in a publisher's name, or a domain that ends in .ai
 */
record Clues(
        AppDescription app,
        Optional<Product> byClientId,
        List<Vendor> vendors,
        List<String> strangers,
        List<NameMatch> names,
        Optional<AiWords.Signal> words,
        Optional<AiWords.Signal> vendorWords,
        Optional<PermissionShape.Signal> permissions) {

    /** The display name but for a product's. */
    RestOfName rest() {
        return new RestOfName(Words.of(app.displayName().orElse("")));
    }

    /** Whether words in the name say AI at least this strongly. */
    boolean saysAi(AiWords.Strength atLeast) {
        return words.filter(s -> s.strength().compareTo(atLeast) <= 0).isPresent();
    }

    /** Whether words in the name that look like AI are known to mean something else. */
    boolean saysOtherwise() {
        return words.filter(s -> s.strength() == AiWords.Strength.CONTRARY).isPresent();
    }

    /** Whether a publisher and a host are given and neither is known: the name may be that of another company. */
    boolean isAllForeign() {
        return vendors.isEmpty()
                && vendorWords.isEmpty()
                && app.publisher()
                        .map(String::strip)
                        .filter(strangers::contains)
                        .isPresent()
                && strangers.size() > 1;
    }

    /**
     * Whether a company that merely shares an ordinary name with this vendor may be meant: it is only stated, and the
     * hosts given are none of this vendor's.
     */
    boolean mayBeNamesake(Vendor vendor) {
        return vendor.kind() == EvidenceKind.STATED_PUBLISHER
                && isOrdinary(vendor)
                && vendorWords.isEmpty()
                && strangers.stream().anyMatch(stranger -> HostName.of(stranger).isPresent());
    }

    private boolean isOrdinary(Vendor vendor) {
        return Stream.concat(
                        names.stream()
                                .filter(match -> match.strength() != NameStrength.DISTINCT)
                                .map(NameMatch::words),
                        vendor.products().stream()
                                .filter(product -> product.nameStrength() != NameStrength.DISTINCT)
                                .map(Product::name))
                .anyMatch(vendor::isCalled);
    }

    /** Whether what sounds like AI in the name is only the name of this product, which is none. */
    boolean saysAiOnlyIn(NameMatch match) {
        Set<String> matched = Set.copyOf(Words.of(match.words()).folded());
        return words.filter(s -> matched.containsAll(Words.of(s.words()).folded()))
                .isPresent();
    }

    /** Whether the name is also that of another product of the same maker: "Confluence Rovo" is Atlassian's Rovo. */
    boolean namesAnotherOfItsMaker(NameMatch match) {
        return match.strength() != NameStrength.SHARED
                && names.stream()
                        .map(NameMatch::product)
                        .filter(product -> !product.isAi())
                        .anyMatch(product -> product.sharesPublisher(match.product()));
    }

    /** Products whose name alone is good evidence. */
    Stream<Product> certainNames() {
        return names.stream()
                .filter(n -> n.isExact() && n.strength() != NameStrength.SHARED)
                .map(NameMatch::product);
    }

    /** The vendors of the most trusted kind of evidence. */
    List<Vendor> mostTrusted() {
        return vendors.stream()
                .filter(vendor -> vendor.kind() == vendors.getFirst().kind())
                .toList();
    }
}
