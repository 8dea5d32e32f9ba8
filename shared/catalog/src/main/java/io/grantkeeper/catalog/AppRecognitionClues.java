package io.grantkeeper.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All clues in one app's description, looked up but not yet weighed.
 *
 * @param byClientId the product that owns the client id; empty if the catalog does not list the id
 * @param vendors the app's vendors that the catalog lists, most trusted first
 * @param hasIdOfOwnApp whether one of the app's ids belongs to one of the provider's own apps
 * @param hosts all hosts of the app
 * @param strangers the publishers and hosts that the catalog does not list
 * @param names the products whose name occurs in the display name
 * @param words the words in the display name that indicate AI or rule it out; empty if there are none
 * @param vendorWords the words in a publisher's name that indicate AI, or a domain that ends in .ai; empty if there are
 *     none
 * @param permissions the evidence of AI that the app's permissions provide; empty if they provide none
 */
record AppRecognitionClues(
        AppDescription app,
        Optional<CatalogProduct> byClientId,
        boolean hasIdOfOwnApp,
        List<String> hosts,
        List<CatalogVendor> vendors,
        List<String> strangers,
        List<ProductNameMatch> names,
        Optional<AiKeywordMatcher.Signal> words,
        Optional<AiKeywordMatcher.Signal> vendorWords,
        Optional<AiPermissionPattern.Signal> permissions) {

    /** Returns the words around a product's name in the display name. */
    AppNameRemainder surroundingWords() {
        return new AppNameRemainder(NameTokenizer.of(app.displayName().orElse("")));
    }

    /** Returns whether words in the name indicate AI with at least this strength. */
    boolean indicatesAi(AiKeywordMatcher.Strength atLeast) {
        return words.filter(s -> s.strength().compareTo(atLeast) <= 0).isPresent();
    }

    /** Returns whether words in the name that seem to indicate AI are known to mean something else. */
    boolean rulesOutAi() {
        return words.filter(s -> s.strength() == AiKeywordMatcher.Strength.CONTRARY)
                .isPresent();
    }

    /**
     * Returns whether the app names a publisher or host that the catalog does not list and that does not indicate AI.
     * In that case, the name may belong to another company.
     */
    boolean hasUnrelatedVendor() {
        return vendorWords.isEmpty() && !strangers.isEmpty();
    }

    /**
     * Returns whether the app may come from a different company that has this vendor's name: the name is also an
     * ordinary word, the publisher is not verified, and the app names a host that the catalog does not list.
     */
    boolean mayBeNamesake(CatalogVendor vendor) {
        return vendor.kind() == AppRecognitionEvidenceKind.STATED_PUBLISHER
                && hasOrdinaryName(vendor)
                && vendorWords.isEmpty()
                && strangers.stream()
                        .anyMatch(stranger -> HostName.parse(stranger).isPresent());
    }

    private boolean hasOrdinaryName(CatalogVendor vendor) {
        return Stream.concat(
                        names.stream()
                                .filter(match -> match.strength() != ProductNameStrength.DISTINCT)
                                .map(ProductNameMatch::words),
                        vendor.products().stream()
                                .filter(product -> product.nameStrength() != ProductNameStrength.DISTINCT)
                                .map(CatalogProduct::name))
                .anyMatch(vendor::hasName);
    }

    /**
     * Returns whether the words of the display name that indicate AI are all part of the matched product's name. For a
     * product that is not AI, they then do not indicate AI.
     */
    boolean indicatesAiOnlyIn(ProductNameMatch match) {
        Set<String> matched = Set.copyOf(NameTokenizer.of(match.words()).folded());
        return words.filter(s -> matched.containsAll(NameTokenizer.of(s.words()).folded()))
                .isPresent();
    }

    /**
     * Returns whether the display name also contains the name of a product of the same vendor that is not AI: in
     * "Confluence Rovo", "Confluence" shows that Rovo is Atlassian's. Always returns false if other products share the
     * matched name.
     */
    boolean namesNonAiProductOfVendor(ProductNameMatch match) {
        return match.strength() != ProductNameStrength.SHARED
                && names.stream()
                        .map(ProductNameMatch::product)
                        .filter(product -> !product.isAi())
                        .anyMatch(product -> product.sharesPublisher(match.product()));
    }

    /**
     * Returns the products whose name matches the whole display name, or the part of it before a dash, colon or
     * vertical bar, and identifies them without other evidence.
     */
    Stream<CatalogProduct> reliablyNamedProducts() {
        return names.stream()
                .filter(n -> n.isExact() && n.strength() != ProductNameStrength.SHARED)
                .map(ProductNameMatch::product);
    }

    /** Returns the vendors that are supported by the most trusted kind of evidence. */
    List<CatalogVendor> mostTrustedVendors() {
        return vendors.stream()
                .filter(vendor -> vendor.kind() == vendors.getFirst().kind())
                .toList();
    }
}
